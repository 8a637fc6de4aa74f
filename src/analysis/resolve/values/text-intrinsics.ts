import { array, lit, template, unknown, type Residual } from '../../../model/residual.js';
import type { CallSite, Engine } from '../engine.js';
import { joinPath } from '../../../shared/paths.js';

/** What a builtin sees of its call. */
export interface Call {
  readonly engine: Engine;
  readonly args: readonly Residual[];
  readonly how: CallSite;
}

export function isText(of: Residual): boolean {
  return (of.k === 'lit' && of.v !== null) || of.k === 'tpl' || of.k === 'env' || of.k === 'first';
}

/** Exact on literals; elsewhere the text stays what it was, which is what addresses need. */
export function onText(of: Residual, change: (s: string) => string): Residual | undefined {
  if (of.k === 'lit' && typeof of.v === 'string') return lit(change(of.v));
  return isText(of) ? of : undefined;
}

export function replaced(method: 'replace' | 'replaceAll') {
  return (of: Residual, { args: [search, by] }: Call): Residual | undefined => {
    if (search?.k === 'lit' && by?.k === 'lit') return onText(of, (s) => s[method](String(search.v), () => String(by.v)));
    if (search?.k === 'lit' && search.v !== '' && by && by.k !== 'fn' && isText(of))
      return inserted(of, { search: String(search.v), by, isAll: method === 'replaceAll' });
    return isText(of) ? of : undefined;
  };
}

/** `'http://$host'.replace('$host', process.env.HOST)`: what stands in its place is known as far as the environment is. */
function inserted(of: Residual, { search, by, isAll }: { search: string; by: Residual; isAll: boolean }): Residual {
  let left = isAll ? Infinity : 1;
  return template(
    (of.k === 'tpl' ? of.parts : [of]).flatMap((part) => {
      if (part.k !== 'lit' || typeof part.v !== 'string') return [part];
      const [start = '', ...rest] = part.v.split(search);
      return [lit(start), ...rest.flatMap((text) => (left-- > 0 ? [by, lit(text)] : [lit(`${search}${text}`)]))];
    }),
  );
}

/** By a text, or by white space as a pattern. */
export function split(of: Residual, { args: [by] }: Call): Residual | undefined {
  if (!isText(of)) return undefined;
  const separator =
    by?.k === 'lit' ? String(by.v) : by?.k === 'unknown' && /^\/(?:\\s|\[?[ ]\]?)[+*]?\/g?$/.test(by.text) ? /\s+/ : undefined;
  return of.k === 'lit' && typeof of.v === 'string' && separator !== undefined ? array(of.v.split(separator).map(lit)) : array([of], true);
}

export function joined(items: readonly Residual[], separator: Residual | undefined): Residual {
  const between = separator?.k === 'lit' ? separator : lit(',');
  return template(items.flatMap((item, i) => (i === 0 ? [item] : [between, item])));
}

export function joinedPath({ args }: Call): Residual {
  const texts = args.map((a) => (a.k === 'lit' ? String(a.v) : undefined));
  return texts.every((t) => t !== undefined) ? lit(joinPath('', texts.join('/'))) : joined(args, lit('/'));
}

/** `new URL('/x', base)`: a path that starts with `/` replaces the base's path. */
export function resolvedUrl({ args }: Call): Residual | undefined {
  const [relative, base] = args;
  if (!relative || !base) return relative;
  if (relative.k === 'lit' && base.k === 'lit' && URL.canParse(String(relative.v), String(base.v)))
    return lit(new URL(String(relative.v), String(base.v)).href);
  const start = relative.k === 'tpl' ? relative.parts[0] : relative;
  const text = start?.k === 'lit' ? String(start.v) : '';
  if (/^[a-z]+:\/\//i.test(text)) return relative;
  return template(text.startsWith('/') ? [base, relative] : [base, lit('/'), relative]);
}

/** `new URL(path, base).href` is its text; of one that begins with a text `.host` and the like, and `.pathname`, what stands behind the host. */
export function partOfAddress(of: Residual, name: string): Residual | undefined {
  if (of.k !== 'tpl' && of.k !== 'env' && of.k !== 'lit') return undefined;
  return name === 'href' ? of : partOfText(of.k === 'tpl' ? of.parts : [of], name);
}

const ORIGIN = /^([a-z]+:)\/\/([^/?#:@]+)(?::(\d+))?(?=[/?#])/i;

function partOfText([start, ...rest]: readonly Residual[], name: string): Residual | undefined {
  const text = start?.k === 'lit' ? String(start.v) : '';
  // An address in a literal of its own may end with its host.
  const [origin, protocol, hostname, port] = ORIGIN.exec(rest.length === 0 ? `${text}/` : text) ?? [];
  if (origin === undefined || protocol === undefined || hostname === undefined) return undefined;
  const parts: Readonly<Record<string, string>> = {
    origin,
    protocol,
    hostname,
    port: port ?? '',
    host: port === undefined ? hostname : `${hostname}:${port}`,
  };
  if (Object.hasOwn(parts, name)) return lit(parts[name] ?? '');
  return behindHost([lit(text.slice(origin.length)), ...rest], name);
}

function behindHost(path: readonly Residual[], name: string): Residual | undefined {
  if (path.some((part) => part.k === 'lit' && /[?#]/.test(String(part.v)))) return undefined;
  if (name === 'pathname') return template(path);
  return name === 'search' || name === 'hash' ? lit('') : undefined;
}

export function formatted([format, ...values]: readonly Residual[]): Residual | undefined {
  if (format?.k !== 'lit') return format;
  const pieces = String(format.v).split(/%[sdijo]/);
  return template(pieces.flatMap((piece, i) => (i === 0 ? [lit(piece)] : [values[i - 1] ?? unknown('%s'), lit(piece)])));
}
