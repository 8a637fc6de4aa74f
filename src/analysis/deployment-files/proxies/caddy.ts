import { baseName } from '../../../shared/paths.js';
import type { Pass, ProxyFile } from './proxy-file.js';

export function isCaddyFile(file: string): boolean {
  return /^Caddyfile(?:\.|$)|\.caddyfile$/i.test(baseName(file));
}

/** Reads a Caddyfile: `reverse_proxy` in the blocks around it; undefined where nothing is forwarded or served. */
export function readCaddy(file: string, text: string): ProxyFile | undefined {
  if (!/\breverse_proxy\b|\bfile_server\b/.test(text)) return undefined;
  const passes: Pass[] = [];
  const matchers = new Map<string, string>();
  const around: (readonly string[])[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const words = raw.replace(/(^|\s)#.*$/, '').trim().split(/\s+/).filter(Boolean); // prettier-ignore
    const opens = words.at(-1) === '{';
    const own = opens ? words.slice(0, -1) : words;
    if (own[0] === '}') around.pop();
    if (own[0]?.startsWith('@') && own[1] === 'path') matchers.set(own[0], own[2] ?? '/');
    if (own[0] === 'reverse_proxy') passes.push(...passesOf(own.slice(1), { around, matchers, at: { file, line: index + 1, column: 1 } }));
    if (opens) around.push(own);
  }
  return { file, upstreams: new Map(), passes, servesFiles: /\bfile_server\b/.test(text) };
}

interface Within {
  readonly around: readonly (readonly string[])[];
  readonly matchers: ReadonlyMap<string, string>;
  readonly at: Pass['at'];
}

/** `reverse_proxy [matcher] upstream…`: of several upstreams each is a server of the same. */
function passesOf(words: readonly string[], { around, matchers, at }: Within): Pass[] {
  const [first = '', ...more] = words;
  const isMatcher = /^[/*@]/.test(first);
  const outer = around.findLast(([name]) => /^(?:handle|handle_path|route)$/.test(name ?? ''))?.[1];
  const matcher = isMatcher ? first : (outer ?? '*');
  const path = (matchers.get(matcher) ?? matcher).replace(/\*.*$/, '').replace(/(?<=.)\/$/, '');
  const prefix = path.startsWith('/') ? path : '/';
  return (isMatcher ? more : words).map((upstream) => ({ target: addressOf(upstream), prefix, at }));
}

/** `orders:3000`, `http://orders`, `{$ORDERS}` of the environment. */
function addressOf(upstream: string): string {
  const plain = upstream.replace(/\{(?:\$|env\.)([A-Z_][A-Z0-9_]*)(?::[^}]*)?\}/gi, (_, name: string) => `\${${name}}`);
  return /^[\w+]+:\/\/|^\$\{/.test(plain) ? plain : `http://${plain}`;
}
