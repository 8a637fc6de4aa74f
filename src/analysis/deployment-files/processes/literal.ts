/** A value of JavaScript source that is plain data, as JSON would give it; what has to be evaluated is `undefined`. */
export type Literal = string | number | boolean | null | undefined | readonly Literal[] | { readonly [key: string]: Literal };

/** Nesting beyond this is no configuration. */
const MAX_DEPTH = 40;

/** The value after the first `name:` or `name =` of a text, such as `apps` of a pm2 file. */
export function literalOf(text: string, name: string): Literal {
  const tokens = [...text.matchAll(TOKENS)].map(([token]) => token).filter((token) => !/^\/[/*]/.test(token));
  const at = tokens.findIndex((token, i) => (token === name || textOf(token) === name) && /^[:=]$/.test(tokens[i + 1] ?? ''));
  return at < 0 ? undefined : valueAt({ tokens, at: at + 2 }, 0);
}

const TOKENS = /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|`(?:[^`\\]|\\[^])*`|-?\d[\w.]*|[\w$]+|\S/g;
const KEYWORDS = new Map<string, Literal>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
]);

interface Cursor {
  readonly tokens: readonly string[];
  at: number;
}

/** One value; the cursor ends on what follows it. A literal that goes on (`'a' + b`) is an expression. */
function valueAt(cursor: Cursor, depth: number): Literal {
  const value = depth > MAX_DEPTH ? undefined : plainAt(cursor, depth);
  const plain = ends(cursor);
  while (!ends(cursor)) skipOne(cursor);
  return plain ? value : undefined;
}

function ends({ tokens, at }: Cursor): boolean {
  const token = tokens[at];
  return token === undefined || /^[,;\])}]$/.test(token);
}

function plainAt(cursor: Cursor, depth: number): Literal {
  const token = cursor.tokens[cursor.at] ?? '';
  if (token === '{') return objectAt(cursor, depth);
  if (token === '[') return arrayAt(cursor, depth);
  if (ends(cursor)) return undefined;
  const number = /^-?\d/.test(token) ? Number(token) : undefined;
  if (!KEYWORDS.has(token) && number === undefined && textOf(token) === undefined) return undefined;
  cursor.at++;
  return KEYWORDS.has(token) ? KEYWORDS.get(token) : (number ?? textOf(token));
}

function arrayAt(cursor: Cursor, depth: number): Literal[] {
  const out: Literal[] = [];
  cursor.at++;
  while (cursor.at < cursor.tokens.length && cursor.tokens[cursor.at] !== ']') {
    out.push(valueAt(cursor, depth + 1));
    if (!take(cursor, ',') && cursor.tokens[cursor.at] !== ']') cursor.at++;
  }
  take(cursor, ']');
  return out;
}

function objectAt(cursor: Cursor, depth: number): Literal {
  const out: [string, Literal][] = [];
  cursor.at++;
  while (cursor.at < cursor.tokens.length && cursor.tokens[cursor.at] !== '}') {
    const key = cursor.tokens[cursor.at] ?? '';
    if (cursor.tokens[cursor.at + 1] === ':') {
      cursor.at += 2;
      out.push([textOf(key) ?? key, valueAt(cursor, depth + 1)]);
    } else while (!ends(cursor)) skipOne(cursor);
    if (!take(cursor, ',') && cursor.tokens[cursor.at] !== '}') cursor.at++;
  }
  take(cursor, '}');
  return Object.fromEntries(out);
}

function take(cursor: Cursor, token: string): boolean {
  const found = cursor.tokens[cursor.at] === token;
  if (found) cursor.at++;
  return found;
}

/** One token of an expression, or all that brackets hold. */
function skipOne(cursor: Cursor): void {
  let open = 0;
  do {
    const token = cursor.tokens[cursor.at++] ?? '';
    if (/^[([{]$/.test(token)) open++;
    else if (/^[)\]}]$/.test(token)) open--;
  } while (open > 0 && cursor.at < cursor.tokens.length);
}

/** Quoted text without holes. */
function textOf(token: string): string | undefined {
  const [, quote, inner = ''] = /^(["'`])([^]*)\1$/.exec(token) ?? [];
  if (quote === undefined || token.length < 2 || (quote === '`' && inner.includes('${'))) return undefined;
  return inner.replace(/\\([^])/g, '$1');
}
