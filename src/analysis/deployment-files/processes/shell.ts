/** One command of a shell line: its words, unquoted, and the variables set for it. */
export interface ShellCommand {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A script or a line as its commands in order, whatever joins them; substitutions are kept as text. */
export function shellCommands(text: string): ShellCommand[] {
  const out: ShellCommand[] = [];
  let words: string[] = [];
  const finish = (): void => {
    const command = commandOf(words);
    if (command.words.length > 0 || Object.keys(command.env).length > 0) out.push(command);
    words = [];
  };
  let word: string | undefined;
  for (const [token] of text.matchAll(TOKENS)) {
    const joins = /^(?:\n|;|&|\||&&|\|\||[()])$/.test(token);
    const ends = joins || /^\s/.test(token) || token.startsWith('#');
    if (ends && word !== undefined) {
      words.push(word);
      word = undefined;
    }
    if (joins) finish();
    else if (!ends && !CONTINUED.test(token)) word = (word ?? '') + unquoted(token);
  }
  if (word !== undefined) words.push(word);
  finish();
  return out;
}

/** Words of an exec form as a line; a single word is a line already. */
export function shellLine(words: readonly string[]): string {
  if (words.length === 1) return words[0] ?? '';
  return words.map((word) => (/[\s;&|()"']/.test(word) ? `'${word.replaceAll("'", `'"'"'`)}'` : word)).join(' ');
}

const CONTINUED = /^\\\r?\n$/;
/** A line that goes on, white space, a comment, what joins commands, quoted text, one escaped character, plain text. */
const TOKENS = /\\\r?\n|[^\S\n]+|(?<=^|\s)#[^\n]*|\n|&&|\|\||[;&|()]|"(?:[^"\\]|\\[^])*"|'[^']*'|\\[^]|[^\s;&|()"'\\]+|["'\\]/g;

function unquoted(token: string): string {
  if (/^'[^]*'$/.test(token) && token.length > 1) return token.slice(1, -1);
  if (/^"[^]*"$/.test(token) && token.length > 1) return token.slice(1, -1).replace(/\\(["\\$`])/g, '$1');
  return token.startsWith('\\') ? token.slice(1) : token;
}

/** `A=1 B=2 node main.js`; words of the shell itself and what only starts another program are left out. */
function commandOf(all: readonly string[]): ShellCommand {
  const env: Record<string, string> = {};
  let first = 0;
  for (; first < all.length; first++) {
    const word = all[first] ?? '';
    const [, name, value] = /^([A-Za-z_]\w*)=([^]*)$/.exec(word) ?? [];
    if (name !== undefined) env[name] = value ?? '';
    else if (!PREFIXES.has(word.slice(word.lastIndexOf('/') + 1))) break;
  }
  return { words: all.slice(first), env };
}

const PREFIXES = new Set([
  'exec',
  'if',
  'then',
  'else',
  'do',
  'while',
  '!',
  'time',
  'nohup',
  'sudo',
  'env',
  'export',
  'npx',
  'bunx',
  'cross-env',
  'dumb-init',
  'tini',
  'catatonit',
  '--',
]);
