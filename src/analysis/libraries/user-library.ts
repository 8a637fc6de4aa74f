import { UserError } from '../../shared/errors.js';
import type { UserCall, UserLibrary } from '../../model/manifest.js';
import type { ExternalCall } from '../../model/program.js';
import { lit, template, type Residual } from '../../model/residual.js';
import type { Signal } from '../../model/signal.js';
import type { Library, Row } from './define-library.js';
import { calleeName, option, origin, receiver } from './select.js';

type Selector = (call: ExternalCall) => Residual | undefined;

/** A library of `msa.yaml`: meanings as data, `{ kind: http, host: arg(0), path: arg(1) }`. */
export function userLibrary(library: UserLibrary): Library {
  const at = `${library.at.file}:${String(library.at.line)}`;
  for (const path of Object.keys(library.calls)) refuseManyWays(path, at);
  const calls = Object.entries(library.calls).map(([path, call]) => [qualified(library.package, path), rowOf(call, at)] as const);
  return { package: library.package, types: library.types, calls: Object.fromEntries(calls) };
}

/** What may be matched in so many ways would be tried in all of them. */
const MAX_WAYS = 4;

function refuseManyWays(path: string, at: string): void {
  const [ways, open, closed] = [/[*{]/g, /\{/g, /\}/g].map((sign) => path.match(sign)?.length ?? 0);
  if ((ways ?? 0) <= MAX_WAYS && open === closed) return;
  throw new UserError(
    'E_MANIFEST',
    `"${path}" in \`libraries\` has ${open === closed ? 'too many wildcards' : 'a brace that is not closed'}`,
    {
      at,
      hint: 'Write a call as it is written in code, with up to four `*` or `{a,b}`.',
    },
  );
}

function qualified(name: string, path: string): string {
  const plain = path.replace(/\(\)$/, '');
  return plain === name || plain.startsWith(`${name}.`) || plain.startsWith(`${name}(`) ? plain : `${name}.${plain}`;
}

function rowOf(call: UserCall, at: string): Row {
  const of = new Map(
    Object.entries(call)
      .filter(([key]) => key !== 'kind')
      .map(([key, selector]) => [key, selectorOf(selector, at)] as const),
  );
  const get = (name: string, from: ExternalCall): Residual | undefined => of.get(name)?.(from);
  return (from) => signalOf(call.kind, from, (name) => get(name, from));
}

function signalOf(kind: UserCall['kind'], call: ExternalCall, get: (name: string) => Residual | undefined): Signal | undefined {
  const topic = get('topic');
  switch (kind) {
    case 'http':
      return { kind: 'request', protocol: 'http', method: get('method'), url: urlOf(get), call };
    case 'publish':
      return topic && { kind: 'publish', broker: 'unknown', topic, call };
    case 'subscribe':
      return topic && { kind: 'subscribe', broker: 'unknown', topic, call };
    case 'read':
    case 'write': {
      const table = get('table');
      return { kind: 'access', engine: engineOf(get), access: kind, ...(table && { table }), call };
    }
    case 'open': {
      const url = get('url');
      return { kind: 'open', engine: engineOf(get) ?? 'unknown', ...(url && { url }), call };
    }
    case 'route': {
      const path = get('path');
      const method = get('method');
      return path && { kind: 'route', method: method?.k === 'lit' ? String(method.v).toUpperCase() : 'ALL', path, protocol: 'http', call };
    }
  }
}

function engineOf(get: (name: string) => Residual | undefined): string | undefined {
  const engine = get('engine');
  return engine?.k === 'lit' ? String(engine.v) : undefined;
}

/** `url` as it is, or a host (a service's name) and a path. */
function urlOf(get: (name: string) => Residual | undefined): Residual {
  const [url, host, path] = [get('url'), get('host'), get('path') ?? lit('/')];
  if (url) return url;
  return host?.k === 'lit' && /^[a-z]+:\/\//.test(String(host.v))
    ? template([host, path])
    : template([lit('http://'), host ?? lit(''), path]);
}

/** `arg(0)`, `arg(1).path`, `'literal'`, `callee`, `receiver.arg(0).baseURL`. */
export function selectorOf(selector: string, at: string): Selector {
  const literal = /^'(.*)'$/s.exec(selector);
  if (literal) return () => lit(literal[1] ?? '');
  if (selector === 'callee') return (call) => lit(calleeName(call));
  const found = /^(receiver\.)?arg\((\d+)\)((?:\.[\w$]+)*)$/.exec(selector);
  if (!found)
    throw new UserError('E_MANIFEST', `"${selector}" selects nothing`, {
      at,
      hint: "A selector is arg(0), arg(1).path, receiver.arg(0).baseURL, callee or a 'literal'.",
    });
  const [, onReceiver, position, path = ''] = found;
  return (call) => {
    const args = onReceiver ? origin(receiver(call), /./)?.args : call.args;
    return path
      .split('.')
      .filter(Boolean)
      .reduce<Residual | undefined>((of, name) => option(of, name), args?.[Number(position)]);
  };
}
