import { type Document, isNode, isPair, isMap, isScalar, LineCounter, parseDocument } from 'yaml';

/** A file that the user writes, with the places of what it says. */
export interface PlacedYaml {
  /** The first mistake that makes it no YAML, or no value that ends. */
  readonly broken: { readonly message: string; readonly at: string } | undefined;
  /** The plain value; undefined where it is broken. */
  readonly value: unknown;
  /** `file:line:column` of the key that the path leads to, or of the nearest around it. */
  at(path: readonly string[]): string;
}

export function placedYaml(text: string, file: string, maxAliasCount = 100): PlacedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const at = (path: readonly string[]): string => place(offsetOf(document, path));
  const broken = (message: string, offset: number): PlacedYaml => ({ broken: { message, at: place(offset) }, value: undefined, at });
  const [error] = document.errors;
  if (error !== undefined) return broken(error.message, error.pos[0]);
  try {
    return { broken: undefined, value: document.toJS({ maxAliasCount }) as unknown, at };
  } catch (thrown) {
    // Aliases that multiply, or nest deeper than the stack.
    if (thrown instanceof ReferenceError || thrown instanceof RangeError) return broken(thrown.message, 0);
    throw thrown;
  }
}

function offsetOf(document: Document, path: readonly string[]): number {
  for (let length = path.length; length > 0; length--) {
    const steps = path.slice(0, length).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    const around: unknown = document.getIn(steps.slice(0, -1), true);
    const pair = isMap(around) ? around.items.find(({ key }) => isScalar(key) && key.value === steps.at(-1)) : undefined;
    const found = isPair(pair) ? pair.key : document.getIn(steps, true);
    if (isNode(found) && found.range) return found.range[0];
  }
  return 0;
}
