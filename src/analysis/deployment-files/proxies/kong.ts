import type { Pass, ProxyFile } from './proxy-file.js';
import { get, listOf, readYaml, textOf, type Item } from '../yaml.js';

/** Reads the declarative configuration of Kong; undefined where the file is something else. */
export function readKong(file: string, text: string): ProxyFile | undefined {
  if (!/^_format_version:/m.test(text)) return undefined;
  const [document] = readYaml(file, text).documents;
  const services = listOf(document, 'services');
  const apart = listOf(document, 'routes');
  const passes = services.flatMap((service) => {
    const routes = [...listOf(service, 'routes'), ...apart.filter((route) => isOf(route, service))];
    return routes.flatMap((route) => passesOf(route, service));
  });
  const groups = listOf(document, 'upstreams').map(
    (group) => [textOf(group, 'name') ?? '', listOf(group, 'targets').flatMap((one) => textOf(one, 'target') ?? [])] as const,
  );
  return { file, upstreams: new Map(groups), passes, servesFiles: false };
}

function isOf(route: Item, service: Item): boolean {
  const name = textOf(route, 'service') ?? textOf(route, 'service', 'name');
  return name !== undefined && name === textOf(service, 'name');
}

/** A route without paths takes all. Unless told otherwise, the path by which it was chosen is cut. */
function passesOf(route: Item, service: Item): Pass[] {
  const address = addressOf(service);
  if (address === undefined) return [];
  const isKept = textOf(route, 'strip_path') === 'false';
  const paths = listOf(route, 'paths');
  if (paths.length === 0) return [{ target: address, prefix: '/', at: route.at }];
  return paths.flatMap(({ text }) => {
    const prefix = text === undefined ? undefined : plainPath(text);
    return prefix === undefined ? [] : [{ target: isKept ? address.replace(/\/$/, '') + prefix : address, prefix, at: route.at }];
  });
}

/** `~/users/(?<id>[^/]+)$`: what is plain text at the front. */
function plainPath(path: string): string | undefined {
  const plain = path.replace(/^~\^?/, '').replace(/[\\()[\]{}|?*+^$].*$/, '');
  return plain.startsWith('/') ? plain.replace(/(?<=.)\/$/, '') : undefined;
}

function addressOf(service: Item): string | undefined {
  const url = textOf(service, 'url');
  if (url !== undefined) return url;
  const host = textOf(service, 'host');
  const port = get(service, 'port')?.text;
  const scheme = textOf(service, 'protocol') ?? 'http';
  return host === undefined ? undefined : `${scheme}://${host}${port === undefined ? '' : `:${port}`}${textOf(service, 'path') ?? ''}`;
}
