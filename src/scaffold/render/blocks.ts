/** Marker → lines. */
export type Blocks = ReadonlyMap<string, readonly string[]>;

interface Part {
  /** Undefined: text between blocks, with the marker lines. */
  readonly marker?: string;
  readonly indent: string;
  readonly lines: readonly string[];
}

const BEGIN = /^(\s*).*\bmsa:begin ([\w-]+)/;
const END = /\bmsa:end ([\w-]+)/;

/** Puts lines between the markers of a text, indented like them; what stood there before is gone. */
export function fillBlocks(text: string, blocks: Blocks): string {
  return partsOf(text)
    .flatMap(({ marker, indent, lines }) =>
      marker === undefined ? lines : (blocks.get(marker) ?? []).map((line) => indented(line, indent)),
    )
    .join('\n');
}

/** What stands between the markers, without the indentation of the marker. */
export function readBlocks(text: string): Blocks {
  return new Map(
    partsOf(text).flatMap(({ marker, indent, lines }) =>
      marker === undefined ? [] : [[marker, lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))]],
    ),
  );
}

function indented(line: string, indent: string): string {
  return line === '' ? '' : `${indent}${line}`;
}

/** A begin without its end is text. */
function partsOf(text: string): Part[] {
  const lines = text.split('\n');
  const parts: Part[] = [];
  let plain: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    plain.push(lines[index] ?? '');
    const [, indent = '', marker] = BEGIN.exec(lines[index] ?? '') ?? [];
    if (marker === undefined) continue;
    const end = lines.findIndex((line, at) => at > index && END.exec(line)?.[1] === marker);
    if (end === -1) continue;
    parts.push({ indent: '', lines: plain }, { marker, indent, lines: lines.slice(index + 1, end) });
    plain = [];
    index = end - 1;
  }
  return [...parts, { indent: '', lines: plain }];
}
