import type { Pass, ProxyFile } from './proxy-file.js';

export function isNginxFile(file: string): boolean {
  return /\.conf(\.(template|tpl|tmpl|dev|prod|local|production|development))?$|nginx[^/]*\.(template|tpl|tmpl)$|\.conf\.(j2|erb)$/i.test(
    file,
  );
}

/** Reads nginx's own syntax and templates of it; undefined where nothing is forwarded or served. */
export function readNginx(file: string, text: string): ProxyFile | undefined {
  if (!/\b(?:proxy|grpc|fastcgi|uwsgi)_pass\b|\bupstream\s|\b(?:root|alias|try_files)\s/.test(text)) return undefined;
  const upstreams = new Map<string, string[]>();
  const variables = new Map<string, string>();
  const passes: Pass[] = [];
  let servesFiles = false;
  for (const directive of directives(withVariables(text))) {
    const [name = '', first = '', second = ''] = directive.words;
    const [block, group = ''] = directive.within.at(-1) ?? [];
    const pass = passOf(file, directive, variables);
    if (pass) passes.push(pass);
    else if (name === 'set') variables.set(first, second);
    else if (name === 'server' && block === 'upstream') upstreams.set(group, [...(upstreams.get(group) ?? []), fromEnvironment(first)]);
    else servesFiles ||= /^(root|alias|try_files)$/.test(name);
  }
  return { file, upstreams, passes, servesFiles };
}

/** `{{ORDERS_URL}}`: what a script or a template engine puts in. */
function withVariables(text: string): string {
  return text.replace(/\{\{-?\s*(\w+)\s*-?\}\}/g, '\${$1}');
}

function passOf(file: string, { words, within, line }: Directive, variables: ReadonlyMap<string, string>): Pass | undefined {
  const [name = '', address = ''] = words;
  const scheme = /^(proxy|grpc|fastcgi|uwsgi)_pass$/.exec(name)?.[1];
  if (scheme === undefined || address === '' || address.startsWith('unix:')) return undefined;
  const plain = fromEnvironment(address.replace(/\$\w+/g, (variable) => variables.get(variable) ?? variable));
  const target = scheme === 'proxy' || plain.includes('://') ? plain : `${scheme}://${plain}`;
  return { target, prefix: prefixOf(within), at: { file, line, column: 1 } };
}

/** nginx's own variables are small letters; capitals are put in by envsubst before it starts. */
function fromEnvironment(text: string): string {
  return text.replace(/\$([A-Z][A-Z0-9_]*)/g, (_, name: string) => `\${${name}}`);
}

/** A file of which another one includes the statements in a location: of what path, stands there. */
const ELSEWHERE = '/{}';

/** `location = /x`, `location ^~ /x/`, `location ~ ^/x/(a|b)`: what is plain text at the front. */
function prefixOf(within: Directive['within']): string {
  if (within.length === 0) return ELSEWHERE;
  const words = within.filter(([name]) => name === 'location').at(-1) ?? [];
  const path = words.slice(1).find((word) => !/^(=|~|~\*|\^~)$/.test(word)) ?? '/';
  const plain = path.replace(/^(=|~\*?|\^~)?\^?/, '').replace(/[\\()[\]{}|?*+^$].*$/, '');
  return plain.startsWith('/') ? plain : '/';
}

interface Directive {
  readonly words: readonly string[];
  /** Words of the blocks around it, outermost first. */
  readonly within: readonly (readonly string[])[];
  readonly line: number;
}

/** The statements of a file in order; a template's own marks are words like others. */
function directives(text: string): Directive[] {
  const out: Directive[] = [];
  const blocks: (readonly string[])[] = [];
  let words: string[] = [];
  let line = 1;
  for (const [token] of text.matchAll(
    /\n|#[^\n]*|"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|[;{}]|(?:\$\{\w*\}|[^\s;{}"'])(?:\$\{\w*\}|[^\s;{}])*/g,
  )) {
    if (token === '\n') line++;
    else if (token === ';') {
      if (words.length > 0) out.push({ words, within: [...blocks], line });
      words = [];
    } else if (token === '{') {
      blocks.push(words);
      words = [];
    } else if (token === '}') {
      blocks.pop();
      words = [];
    } else if (!token.startsWith('#')) {
      words.push(token.replace(/^(["'])([^]*)\1$/, '$2'));
      line += token.split('\n').length - 1;
    }
  }
  return out;
}
