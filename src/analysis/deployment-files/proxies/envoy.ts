import type { Pass, ProxyFile } from './proxy-file.js';
import { get, listOf, readYaml, textOf, type Item } from '../yaml.js';

/** Maps inside lists inside maps: routes lie deep below their listener. */
const MAX_DEPTH = 24;

/** Reads the static configuration of Envoy: routes of its listeners to clusters; undefined where the file is something else. */
export function readEnvoy(file: string, text: string): ProxyFile | undefined {
  if (!/^static_resources\s*:/m.test(text)) return undefined;
  const [document] = readYaml(file, text).documents;
  const clusters = listOf(document, 'static_resources', 'clusters').map(
    (cluster) => [textOf(cluster, 'name') ?? '', addressesOf(cluster)] as const,
  );
  const passes = listOf(document, 'static_resources', 'listeners').flatMap((listener) => routesBelow(listener, 0));
  return passes.length === 0 ? undefined : { file, upstreams: new Map(clusters), passes, servesFiles: false };
}

function addressesOf(cluster: Item): string[] {
  const groups = listOf(cluster, 'load_assignment', 'endpoints').flatMap((group) => listOf(group, 'lb_endpoints'));
  const sockets = [...groups.map((one) => get(one, 'endpoint', 'address', 'socket_address')), ...listOf(cluster, 'hosts').map(ofHost)];
  return sockets.flatMap((socket) => {
    const host = textOf(socket, 'address');
    return host === undefined ? [] : [`${host}:${textOf(socket, 'port_value') ?? '80'}`];
  });
}

/** As it was written before version 3. */
function ofHost(host: Item): Item | undefined {
  return get(host, 'socket_address');
}

/** `{ match: { prefix }, route: { cluster } }`, wherever filters put them. */
function routesBelow(item: Item, depth: number): Pass[] {
  if (depth > MAX_DEPTH) return [];
  const cluster = textOf(item, 'route', 'cluster');
  const prefix = textOf(item, 'match', 'prefix') ?? textOf(item, 'match', 'path') ?? textOf(item, 'match', 'path_separated_prefix');
  if (cluster !== undefined && prefix !== undefined) return [{ target: cluster, prefix: prefix.replace(/(?<=.)\/$/, ''), at: item.at }];
  return [...(item.map?.values() ?? []), ...(item.list ?? [])].flatMap((inner) => routesBelow(inner, depth + 1));
}
