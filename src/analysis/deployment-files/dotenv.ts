import type { Location } from '../../model/location.js';
import { baseName, folderOf, joinPath } from '../../shared/paths.js';
import type { Tree } from './tree.js';

export interface DotenvEntry {
  readonly name: string;
  readonly value: string;
  readonly at: Location;
}

/** Defaults within defaults. */
const MAX_NESTING = 8;
/** Longer values are certificates and the like: nothing is put into them. */
const MAX_VALUE = 8_000;
/** Lines of one quoted value, in characters. */
const MAX_QUOTED = 20_000;
/** Where a file that is not committed often has a sample beside it: `.env.example`, or, of `.env`, `.example.env`. */
const SAMPLES = ['', '.example', '.sample', '.template', '.dist', '-example', '_example'];
const SAMPLES_IN_FRONT = ['.example', 'example', '.sample', 'sample'];
const LINE = /^\s*(?:export\s+)?([\w.-]+)\s*[=:]\s*(.*)$/;

/** Reads an env file as dotenv does, with line numbers: quotes, comments, `export`; values are not expanded. */
export function readDotenv(file: string, text: string): DotenvEntry[] {
  const out: DotenvEntry[] = [];
  const lines = text.split(/\r?\n/);
  for (let i = 0; i < lines.length; i++) {
    const found = LINE.exec(lines[i] ?? '');
    if (!found) continue;
    const at = { file, line: i + 1, column: 1 };
    const raw = (found[2] ?? '').trim();
    const quote = /^["'`]/.exec(raw)?.[0];
    if (quote === undefined) {
      out.push({ name: found[1] ?? '', value: (raw.split('#')[0] ?? '').trim(), at });
      continue;
    }
    let body = raw.slice(1);
    while (!body.includes(quote) && i + 1 < lines.length && body.length < MAX_QUOTED) body += `\n${lines[++i] ?? ''}`;
    const end = body.indexOf(quote);
    out.push({ name: found[1] ?? '', value: end < 0 ? body : body.slice(0, end), at });
  }
  return out;
}

/** An env file by its path, else the sample of it; variables of the file itself are put in. */
export function readEnvFile(tree: Tree, path: string): DotenvEntry[] {
  const inFront = baseName(path) === '.env' ? SAMPLES_IN_FRONT.map((prefix) => joinPath(folderOf(path), `${prefix}.env`)) : [];
  const file = [...SAMPLES.map((suffix) => path + suffix), ...inFront].find((f) => tree.has(f));
  const entries = file === undefined ? [] : readDotenv(file, tree.read(file) ?? '');
  // A sample's blank says nothing.
  return expanded(entries.filter(({ value }) => value !== '' || file === path));
}

/** `URL=http://${HOST}` where the same entries say what HOST is. */
export function expanded<T extends { readonly name: string; readonly value: string }>(entries: readonly T[]): T[] {
  const values = new Map(entries.map(({ name, value }) => [name, value]));
  return entries.map((entry) => {
    const value = interpolate(entry.value, (name) => (name === entry.name ? undefined : values.get(name)));
    values.set(entry.name, value);
    return { ...entry, value };
  });
}

/**
 * `$VAR`, `${VAR}`, `${VAR:-default}`, `${VAR-default}`, `${VAR:?error}`, `${VAR:+other}`, `$$`, as compose interpolates. Unset without
 * default stays `${VAR}`: whoever deploys sets it, so nothing is known of its value.
 */
export function interpolate(text: string, lookup: (name: string) => string | undefined, depth = 0): string {
  if (depth > MAX_NESTING || text.length > MAX_VALUE || !text.includes('$')) return text;
  let out = '';
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== '$') {
      out += text[i] ?? '';
      continue;
    }
    const rest = text.slice(i + 1);
    if (rest.startsWith('$')) {
      out += '$';
      i += 1;
      continue;
    }
    const plain = /^[A-Za-z_]\w*/.exec(rest)?.[0];
    const braces = rest.startsWith('{') ? closing(rest) : -1;
    if (plain !== undefined) {
      out += lookup(plain) ?? `\${${plain}}`;
      i += plain.length;
    } else if (braces > 0) {
      out += expression(rest.slice(1, braces), lookup, depth);
      i += braces + 1;
    } else out += '$';
  }
  return out;
}

function expression(body: string, lookup: (name: string) => string | undefined, depth: number): string {
  const found = /^([A-Za-z_]\w*)(:?[-?+])?([\s\S]*)$/.exec(body);
  if (!found) return `\${${body}}`;
  const [, name = '', operator, other = ''] = found;
  const value = lookup(name);
  const set = operator?.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
  const operation = operator?.at(-1);
  if (operation === '+') return set ? interpolate(other, lookup, depth + 1) : '';
  if (set) return value ?? '';
  return operation === '-' ? interpolate(other, lookup, depth + 1) : `\${${name}}`;
}

function closing(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return i;
  }
  return -1;
}
