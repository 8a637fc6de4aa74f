import { type AST, parseTOML } from 'toml-eslint-parser';

/** A value of a TOML file that stands for itself. */
export interface TomlValue {
  /** Names of the tables around it and of its key: `http.routers.web.rule`; elements of lists are numbers. */
  readonly path: readonly string[];
  /** As text. */
  readonly value: string;
  /** Of its key; both from 1. */
  readonly line: number;
  readonly column: number;
}

/** All values of a file, in the order in which they stand there; undefined where it is no TOML. */
export function tomlValues(text: string): TomlValue[] | undefined {
  const program = parsed(text);
  return program?.body[0].body.flatMap((node) => {
    if (node.type === 'TOMLKeyValue') return valuesOf(node, []);
    const table = node.resolvedKey.map(String);
    return node.body.flatMap((pair) => valuesOf(pair, table));
  });
}

/** The first value under this path. */
export function tomlText(values: readonly TomlValue[], ...path: readonly string[]): string | undefined {
  return values.find((one) => one.path.length === path.length && path.every((step, at) => one.path[at] === step))?.value;
}

function parsed(text: string): AST.TOMLProgram | undefined {
  try {
    return parseTOML(text);
  } catch (thrown) {
    // Mistakes, and what nests deeper than the stack.
    if (thrown instanceof SyntaxError || thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}

function valuesOf({ key, value }: AST.TOMLKeyValue, around: readonly string[]): TomlValue[] {
  const path = [...around, ...key.keys.map((step) => (step.type === 'TOMLBare' ? step.name : step.value))];
  return under(value, { path, line: key.loc.start.line, column: key.loc.start.column + 1 });
}

function under(node: AST.TOMLContentNode, at: Omit<TomlValue, 'value'>): TomlValue[] {
  if (node.type === 'TOMLInlineTable') return node.body.flatMap((pair) => valuesOf(pair, at.path));
  if (node.type === 'TOMLArray') return node.elements.flatMap((item, index) => under(item, { ...at, path: [...at.path, String(index)] }));
  return [{ ...at, value: 'datetime' in node ? node.datetime : String(node.value) }];
}
