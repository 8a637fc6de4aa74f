import { decode, encode, HOLE, holesOf, literal, saidOf, type Hole, type Text } from './text.js';

/** Where a request goes, as far as the text tells. */
export interface Address {
  readonly scheme?: string;
  /** Lower case. */
  readonly host?: string;
  /** What is unknown in the host, when there is none. */
  readonly hostHoles: readonly Hole[];
  readonly port?: number;
  /** `/orders/{}`: holes are `{}`, the query is cut. */
  readonly path: string;
  /** No host at all: a path on the own origin. */
  readonly isRelative: boolean;
  readonly text: Text;
}

const AUTHORITY = `(?:${HOLE}|[^/?#])*`;
const ABSOLUTE = new RegExp(`^(?:([a-z][a-z0-9+.-]*|${HOLE}):)?//(${AUTHORITY})(.*)$`, 'is');
const FROM_HOLE = new RegExp(`^(${HOLE}(?::(?:\\d+|${HOLE}))?)(.*)$`, 's');
const HOST_AND_PORT = new RegExp(`^([a-z0-9._-]+:(?:\\d+|${HOLE}))((?:[/?#]|${HOLE}|$).*)$`, 'is');
/** `orders:3000${path}`: what follows a port is a path. */
const PORT_AND_PATH = new RegExp(`^(.*:\\d{2,5})(${HOLE}.*)$`, 's');
const DOMAIN = /^((?:[a-z0-9-]+\.)+[a-z]{2,})((?:[/?#]|$).*)$/is;
/** The sidecar of Dapr asks whom its path names. */
const THROUGH_SIDECAR = /^.*\/v1\.0\/invoke\/([^/?#]+)\/method(?![^/?#])/s;
const MIXED_HOST = new RegExp(`^([a-z0-9-]*${HOLE}[a-z0-9-]*:\\d+)((?:[/?#]|$).*)$`, 'is');

/** Reads URLs, `host:port/path`, `${BASE}/path` and plain paths. */
export function addressOf(text: Text): Address {
  const encoded = encode(text)
    .trim()
    .replace(/^dns:\/{0,3}/i, '')
    .replace(/^(https?:)\/(?=[^/])/i, '$1//')
    .replace(THROUGH_SIDECAR, '//$1');
  const absolute = ABSOLUTE.exec(encoded);
  if (absolute) {
    const [, scheme, authority = '', path = ''] = absolute;
    return addressFrom({ text, authority, path, ...(scheme !== undefined && !isHole(scheme) && { scheme: scheme.toLowerCase() }) });
  }
  const [, authority, path] =
    FROM_HOLE.exec(encoded) ??
    HOST_AND_PORT.exec(encoded) ??
    MIXED_HOST.exec(encoded) ??
    (isFile(encoded) ? [] : (DOMAIN.exec(encoded) ?? []));
  if (authority !== undefined) return addressFrom({ text, authority, path: path ?? '' });
  return { text, hostHoles: [], path: pathText(encoded), isRelative: true };
}

/** `axios`: an absolute URL wins, else base and path are put together with one slash. */
export function joined(base: Text, url: Text, how: 'concat' | 'resolve'): Text {
  const encoded = encode(url);
  if (ABSOLUTE.test(encoded) && !encoded.startsWith('//')) return url;
  if (url.pieces.length === 0) return base;
  const left = encode(base);
  const root = how === 'resolve' && encoded.startsWith('/') ? (ABSOLUTE.exec(left) ?? FROM_HOLE.exec(left)) : null;
  const kept = root === null ? left : left.slice(0, left.length - (root.at(-1)?.length ?? 0));
  const front = decode(kept.replace(/\/+$/, ''), base);
  const back = decode(encoded.replace(/^\/+/, ''), url);
  return { pieces: [...front.pieces, ...literal('/').pieces, ...back.pieces], ...saidOf([base, url]) };
}

interface Parts {
  readonly text: Text;
  readonly authority: string;
  readonly path: string;
  readonly scheme?: string;
}

function addressFrom({ text, scheme, ...parts }: Parts): Address {
  const [, authority = parts.authority, glued = ''] = PORT_AND_PATH.exec(parts.authority) ?? [];
  const path = glued + parts.path;
  const { host, port } = hostAndPort(authority.slice(authority.lastIndexOf('@') + 1));
  const rest = { text, path: pathText(path), isRelative: false, ...(scheme !== undefined && { scheme }) };
  if (host === '') return { ...rest, hostHoles: [], isRelative: true };
  const hostHoles = holesOf(decode(host, text));
  return {
    ...rest,
    hostHoles,
    ...(hostHoles.length === 0 && { host: host.toLowerCase() }),
    ...(/^\d+$/.test(port ?? '') && { port: Number(port) }),
  };
}

/** `[::1]:80`, `host:80`, `host`. */
export function hostAndPort(authority: string): { readonly host: string; readonly port?: string } {
  const [, host, port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(authority) ?? [];
  return { host: host ?? authority, ...(port !== undefined && { port }) };
}

function isHole(text: string): boolean {
  return new RegExp(`^${HOLE}$`).test(text);
}

/** `image.png`, `data.json`: a relative path, not a domain. */
function isFile(text: string): boolean {
  return /^[^/]*\.(?:json|html?|js|css|png|jpe?g|svg|txt|xml|ya?ml|csv|pdf|php|graphql|wasm|md)(?:[?#]|$)/i.test(text);
}

/** The path of an encoded text. A hole glued to the end of a word is a query (`/items${query}`). */
function pathText(encoded: string): string {
  const path = encoded
    .replace(/[?#].*$/s, '')
    .replace(new RegExp(`([a-z0-9])(?:${HOLE})+/?$`, 'i'), '$1')
    .replaceAll(new RegExp(`(?:${HOLE})+`, 'g'), '{}');
  return normalPath(path);
}

/** One leading slash, none at the end, none doubled; parameters of every dialect are `{}`. */
export function normalPath(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '');
  return `/${segments.map(normalSegment).join('/')}`;
}

function normalSegment(segment: string): string {
  return /^:|^\*|^\$|^\{|^\[|\(.*\)|\*$/.test(segment) || segment.includes('{}') ? '{}' : segment;
}
