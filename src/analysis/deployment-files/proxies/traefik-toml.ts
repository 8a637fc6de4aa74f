import type { Location } from '../../../model/location.js';
import type { Pass, ProxyFile } from './proxy-file.js';
import { prefixesOf } from './traefik.js';

/** A value of a TOML file, with the tables that it stands in: `frontends.web.routes.all.rule`. */
interface Entry {
  readonly path: readonly string[];
  readonly value: string;
  readonly at: Location;
}

/**
 * Reads the dynamic configuration of Traefik in TOML: frontends and backends of version 1, routers and services of later ones; undefined
 * where the file is something else.
 */
export function readTraefikToml(file: string, text: string): ProxyFile | undefined {
  if (!/^\s*\[(?:frontends|backends|http\.(?:routers|services))\b/m.test(text)) return undefined;
  const entries = entriesOf(file, text);
  const passes = [...first(entries), ...later(entries)];
  return passes.length === 0 ? undefined : { file, upstreams: new Map(), passes, servesFiles: false };
}

/** `[frontends.web] backend = "shop"`, `[frontends.web.routes.all] rule = "PathPrefix:/a"`, `[backends.shop.servers.one] url = "…"`. */
function first(entries: readonly Entry[]): Pass[] {
  const urls = (backend: string): string[] =>
    entries.flatMap(({ path, value }) => (isAt(path, 'backends', backend, 'servers', undefined, 'url') ? value : []));
  return entries.flatMap(({ path, value: backend, at }) => {
    const [, frontend = ''] = path;
    if (!isAt(path, 'frontends', undefined, 'backend')) return [];
    const rules = entries.filter((one) => isAt(one.path, 'frontends', frontend, 'routes', undefined, 'rule'));
    const prefixes = rules.length === 0 ? ['/'] : rules.flatMap(({ value }) => prefixesOf(asFunctions(value)));
    return urls(backend).flatMap((target) => prefixes.map((prefix) => ({ target, prefix, at })));
  });
}

/** `Host:shop.test;PathPrefixStrip:/a,/b` as later versions write it. */
function asFunctions(rule: string): string {
  return rule.replace(/(\w+):([^;]*)/g, (_, name: string, values: string) => {
    const quoted = values.split(',').map((value) => `\`${value.trim()}\``);
    return `${name.replace(/Strip(?:Regex)?$/, '')}(${quoted.join(', ')})`;
  });
}

/** `[http.routers.web] rule = "…" service = "shop"`, `[[http.services.shop.loadBalancer.servers]] url = "…"`. */
function later(entries: readonly Entry[]): Pass[] {
  return entries.flatMap(({ path, value: service, at }) => {
    const [, , router = ''] = path;
    if (!isAt(path, 'http', 'routers', undefined, 'service')) return [];
    const rule = entries.find((one) => isAt(one.path, 'http', 'routers', router, 'rule'))?.value ?? '';
    const urls = entries.filter((one) => isAt(one.path, 'http', 'services', service, 'loadbalancer', 'servers', 'url'));
    return urls.flatMap(({ value: target }) => prefixesOf(rule).map((prefix) => ({ target, prefix, at })));
  });
}

/** undefined stands for any name; keys of Traefik are the same in either case. */
function isAt(path: readonly string[], ...wanted: readonly (string | undefined)[]): boolean {
  return path.length === wanted.length && wanted.every((name, i) => name === undefined || name.toLowerCase() === path[i]?.toLowerCase());
}

/** Of TOML what such files are made of: tables and texts on one line. */
function entriesOf(file: string, text: string): Entry[] {
  const out: Entry[] = [];
  let table: readonly string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const header = /^\s*\[{1,2}([^[\]]+)\]{1,2}/.exec(line)?.[1];
    const [, key, , value] = /^\s*([\w."-]+)\s*=\s*(["'])(.*?)\2\s*(?:#.*)?$/.exec(line) ?? [];
    if (header !== undefined) table = stepsOf(header);
    else if (key !== undefined && value !== undefined)
      out.push({ path: [...table, ...stepsOf(key)], value, at: { file, line: index + 1, column: 1 } });
  }
  return out;
}

/** `a."b.c".d` */
function stepsOf(key: string): string[] {
  return [...key.matchAll(/"([^"]*)"|'([^']*)'|([^\s."']+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? '');
}
