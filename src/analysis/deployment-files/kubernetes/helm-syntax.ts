/** A template of Helm as a tree. */
export type HelmNode =
  | { readonly k: 'text'; readonly text: string; readonly line: number }
  | { readonly k: 'print'; readonly pipe: Pipe; readonly line: number }
  | { readonly k: 'set'; readonly name: string; readonly pipe: Pipe }
  | { readonly k: 'if' | 'with'; readonly branches: readonly Branch[] }
  | {
      readonly k: 'range';
      readonly names: readonly string[];
      readonly over: Pipe;
      readonly body: HelmNodes;
      readonly otherwise: HelmNodes;
    };
export type HelmNodes = readonly HelmNode[];

export interface Branch {
  /** undefined: else. */
  readonly when?: Pipe;
  readonly body: HelmNodes;
}

/** `.Values.port | default 80 | quote`. */
export type Pipe = readonly Command[];
/** A function and its arguments, or one value. */
export type Command = readonly Operand[];
export type Operand =
  | { readonly k: 'literal'; readonly value: unknown }
  | { readonly k: 'name'; readonly name: string }
  /** `.a.b`, `$.a.b`, `$name.a`; root is '.', '$' or the name. */
  | { readonly k: 'field'; readonly root: string; readonly path: readonly string[] }
  | { readonly k: 'pipe'; readonly pipe: Pipe; readonly path: readonly string[] };

export interface HelmFile {
  readonly body: HelmNodes;
  /** `{{ define "orders.fullname" }}`. */
  readonly defined: ReadonlyMap<string, HelmNodes>;
}

interface Token {
  readonly k: 'text' | 'action';
  readonly text: string;
  readonly line: number;
}

export function parseHelm(text: string): HelmFile {
  const defined = new Map<string, HelmNodes>();
  const cursor = { tokens: tokensOf(text), at: 0, defined };
  const body: HelmNode[] = [];
  // An `end` too many ends nothing.
  while (cursor.at < cursor.tokens.length) {
    body.push(...blockAt(cursor));
    cursor.at++;
  }
  return { body, defined };
}

/** Text and actions in turn; `{{-` and `-}}` cut the white space beside them. */
function tokensOf(text: string): Token[] {
  const out: Token[] = [];
  let [line, at, cut] = [1, 0, false];
  const add = (part: string, endsCut: boolean): void => {
    const front = cut ? (/^\s*/.exec(part)?.[0].length ?? 0) : 0;
    const kept = endsCut ? part.slice(front).trimEnd() : part.slice(front);
    if (kept !== '') out.push({ k: 'text', text: kept, line: line + lines(part.slice(0, front)) });
    line += lines(part);
  };
  for (const match of text.matchAll(/\{\{(-?)((?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|\/\*[^]*?\*\/|(?!-?\}\})[^"`])*)(-?)\}\}/g)) {
    const [whole, before, inner = '', after] = match;
    add(text.slice(at, match.index), before === '-');
    out.push({ k: 'action', text: inner.trim(), line });
    line += lines(whole);
    at = match.index + whole.length;
    cut = after === '-';
  }
  add(text.slice(at), false);
  return out;
}

function lines(text: string): number {
  return text.split('\n').length - 1;
}

interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
  readonly defined: Map<string, HelmNodes>;
}

/** Nodes until `end` or `else`, on which the cursor stays. */
function blockAt(cursor: Cursor): HelmNode[] {
  const out: HelmNode[] = [];
  for (; cursor.at < cursor.tokens.length; cursor.at++) {
    const token = cursor.tokens[cursor.at];
    if (token === undefined) break;
    if (token.k === 'text') out.push({ k: 'text', text: token.text, line: token.line });
    else if (/^(end|else)\b/.test(token.text)) return out;
    else out.push(...actionAt(cursor, token));
  }
  return out;
}

function actionAt(cursor: Cursor, { text, line }: Token): HelmNode[] {
  const [, word = '', rest = ''] = /^(if|with|range|define|block)\b\s*([^]*)$/.exec(text) ?? [];
  if (word === 'if' || word === 'with') return [{ k: word, branches: branchesAt(cursor, rest) }];
  if (word === 'range') return [rangeAt(cursor, rest)];
  if (word !== '') {
    cursor.at++;
    const name = /^"([^"]*)"/.exec(rest)?.[1] ?? '';
    cursor.defined.set(name, blockAt(cursor));
    return [];
  }
  const [, name, value] = /^(\$\w*)\s*:?=\s*([^]*)$/.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return [{ k: 'set', name, pipe: parsePipe(value) }];
  return text === '' || text.startsWith('/*') ? [] : [{ k: 'print', pipe: parsePipe(text), line }];
}

function branchesAt(cursor: Cursor, condition: string): Branch[] {
  const branches: Branch[] = [];
  let when: string | undefined = condition;
  do {
    cursor.at++;
    const body = blockAt(cursor);
    branches.push(when === undefined ? { body } : { when: parsePipe(when), body });
    const [, next] = /^else(?:\s+(?:if|with)\b\s*([^]*))?$/.exec(cursor.tokens[cursor.at]?.text ?? '') ?? [];
    when = next;
  } while (cursor.tokens[cursor.at]?.text.startsWith('else') === true);
  return branches;
}

function rangeAt(cursor: Cursor, header: string): HelmNode {
  const [, variables = '', over = header] = /^((?:\$\w+\s*,?\s*)+):=\s*([^]*)$/.exec(header) ?? [];
  cursor.at++;
  const body = blockAt(cursor);
  let otherwise: HelmNode[] = [];
  if (cursor.tokens[cursor.at]?.text === 'else') {
    cursor.at++;
    otherwise = blockAt(cursor);
  }
  return { k: 'range', names: variables.match(/\$\w+/g) ?? [], over: parsePipe(over), body, otherwise };
}

const WORDS = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|\$?\w*(?:\.[\w-]+)+|\$\w*|-?\d+(?:\.\d+)?|\w+|\)(?:\.[\w-]+)*|[.(|]/g;

export function parsePipe(text: string): Pipe {
  return pipeAt({ words: text.match(WORDS) ?? [], at: 0 }, 0);
}

interface Words {
  readonly words: readonly string[];
  at: number;
}

/** Brackets deeper than this are no template. */
const MAX_DEPTH = 40;

function pipeAt(cursor: Words, depth: number): Pipe {
  const pipe: Command[] = [];
  let command: Operand[] = [];
  for (; cursor.at < cursor.words.length; cursor.at++) {
    const word = cursor.words[cursor.at] ?? '';
    if (word.startsWith(')')) break;
    if (word === '|') {
      pipe.push(command);
      command = [];
    } else if (word === '(' && depth < MAX_DEPTH) {
      cursor.at++;
      const inner = pipeAt(cursor, depth + 1);
      // `(dict "a" 1).a`: the cursor is on the bracket that closes, with what is taken out of it.
      command.push({ k: 'pipe', pipe: inner, path: (cursor.words[cursor.at] ?? '').split('.').slice(1) });
    } else command.push(operandOf(word));
  }
  return [...pipe, command].filter((one) => one.length > 0);
}

function operandOf(word: string): Operand {
  if (word.startsWith('`')) return { k: 'literal', value: word.slice(1, -1) };
  if (word.startsWith('"')) return { k: 'literal', value: word.slice(1, -1).replace(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c)) };
  if (/^-?\d/.test(word)) return { k: 'literal', value: Number(word) };
  if (word === 'true' || word === 'false') return { k: 'literal', value: word === 'true' };
  if (word === 'nil') return { k: 'literal', value: undefined };
  if (word.startsWith('.')) return { k: 'field', root: '.', path: word.split('.').filter((part) => part !== '') };
  if (word.startsWith('$')) {
    const [root = '$', ...path] = word.split('.');
    return { k: 'field', root, path };
  }
  return { k: 'name', name: word };
}
