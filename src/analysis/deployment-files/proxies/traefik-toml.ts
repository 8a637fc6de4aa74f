import { type TomlValue, tomlValues } from '../../../shared/placed-toml.js';
import type { Pass, ProxyFile } from './proxy-file.js';
import { prefixesOf } from './traefik.js';

/**
 * Reads the dynamic configuration of Traefik in TOML: frontends and backends of version 1, routers and services of later ones; undefined
 * where the file is something else.
 */
export function readTraefikToml(file: string, text: string): ProxyFile | undefined {
  if (!/^\s*\[(?:frontends|backends|http\.(?:routers|services))\b/m.test(text)) return undefined;
  const values = tomlValues(text) ?? [];
  const passes = [...first(values), ...later(values)].map(({ target, prefix, line, column }) => ({
    target,
    prefix,
    at: { file, line, column },
  }));
  return passes.length === 0 ? undefined : { file, upstreams: new Map(), passes, servesFiles: false };
}

type Placed = Pick<Pass, 'target' | 'prefix'> & Pick<TomlValue, 'line' | 'column'>;

/** `[frontends.web] backend = "shop"`, `[frontends.web.routes.all] rule = "PathPrefix:/a"`, `[backends.shop.servers.one] url = "…"`. */
function first(values: readonly TomlValue[]): Placed[] {
  const urls = (backend: string): string[] =>
    values.flatMap(({ path, value }) => (isAt(path, 'backends', backend, 'servers', undefined, 'url') ? value : []));
  return values.flatMap(({ path, value: backend, line, column }) => {
    const [, frontend = ''] = path;
    if (!isAt(path, 'frontends', undefined, 'backend')) return [];
    const rules = values.filter((one) => isAt(one.path, 'frontends', frontend, 'routes', undefined, 'rule'));
    const prefixes = rules.length === 0 ? ['/'] : rules.flatMap(({ value }) => prefixesOf(asFunctions(value)));
    return urls(backend).flatMap((target) => prefixes.map((prefix) => ({ target, prefix, line, column })));
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
function later(values: readonly TomlValue[]): Placed[] {
  return values.flatMap(({ path, value: service, line, column }) => {
    const [, , router = ''] = path;
    if (!isAt(path, 'http', 'routers', undefined, 'service')) return [];
    const rule = values.find((one) => isAt(one.path, 'http', 'routers', router, 'rule'))?.value ?? '';
    const urls = values.filter((one) => isAt(one.path, 'http', 'services', service, 'loadbalancer', 'servers', undefined, 'url'));
    return urls.flatMap(({ value: target }) => prefixesOf(rule).map((prefix) => ({ target, prefix, line, column })));
  });
}

/** undefined stands for any name; keys of Traefik are the same in either case. */
function isAt(path: readonly string[], ...wanted: readonly (string | undefined)[]): boolean {
  return path.length === wanted.length && wanted.every((name, i) => name === undefined || name.toLowerCase() === path[i]?.toLowerCase());
}
