import type { Location } from '../../../model/location.js';
import type { Pass, ProxyFile } from './proxy-file.js';
import { entriesOf, listOf, readYaml, textOf, type Item } from '../yaml.js';

/** A label of a container. */
interface Label {
  readonly name: string;
  readonly value: string;
  readonly at: Location;
}

/** What labels of a container say to Traefik: requests that fit a rule come to this container. */
export function passesOfLabels(labels: readonly Label[], host: string): Pass[] {
  const port = labels.find(({ name }) => /^traefik\.http\.services\.[^.]+\.loadbalancer\.server\.port$/i.test(name))?.value;
  const target = `http://${host}${port !== undefined && /^\d+$/.test(port) ? `:${port}` : ''}`;
  const rules = labels.filter(({ name }) => /^traefik\.http\.routers\.[^.]+\.rule$/i.test(name));
  return rules.flatMap(({ value, at }) => prefixesOf(value).map((prefix) => ({ target, prefix, at })));
}

/** Reads the dynamic configuration of Traefik: routers and their services; undefined where the file is something else. */
export function readTraefik(file: string, text: string): ProxyFile | undefined {
  if (!/^http\s*:/m.test(text) || !/\brouters\s*:/.test(text)) return undefined;
  const [document] = readYaml(file, text).documents;
  const services = new Map(entriesOf(document, 'http', 'services'));
  const passes = entriesOf(document, 'http', 'routers').flatMap(([, router]) => {
    const targets = serversOf(services.get(textOf(router, 'service') ?? ''));
    return targets.flatMap((target) => prefixesOf(textOf(router, 'rule') ?? '').map((prefix) => ({ target, prefix, at: router.at })));
  });
  return passes.length === 0 ? undefined : { file, upstreams: new Map(), passes, servesFiles: false };
}

function serversOf(service: Item | undefined): string[] {
  return listOf(service, 'loadBalancer', 'servers').flatMap((server) => textOf(server, 'url') ?? []);
}

/** `` Host(`shop.test`) && (PathPrefix(`/a`) || Path(`/b`)) ``; of hosts alone nobody here knows what asks for them. */
export function prefixesOf(rule: string): string[] {
  const paths = [...rule.matchAll(/\bPath(?:Prefix|Regexp)?\(([^)]*)\)/g)].flatMap(([, given = '']) =>
    [...given.matchAll(/[`'"]([^`'"]+)[`'"]/g)].map(([, path = '']) => path.replace(/[{(\\^$].*$/, '')),
  );
  const plain = paths.filter((path) => path.startsWith('/')).map((path) => path.replace(/(?<=.)\/$/, ''));
  return plain.length > 0 || /\bHost(?:SNI|Regexp)?\(/.test(rule) ? plain : ['/'];
}
