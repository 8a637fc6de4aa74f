import type { Location } from '../../../model/location.js';
import type { Manifest } from './read.js';
import { get, listOf, textOf, type Item } from '../yaml.js';

/** Where requests from outside go. */
export interface Route {
  /** `Ingress shop`. */
  readonly name: string;
  readonly prefix: string;
  readonly target: string;
  readonly at: Location;
}

export function routesOf({ kind, name, item }: Manifest): Route[] {
  const found =
    kind === 'Ingress' ? ingress(item) : kind === 'HTTPRoute' ? httpRoute(item) : kind === 'VirtualService' ? virtualService(item) : [];
  return found.map(({ prefix, target, at }) => ({ name: `${kind} ${name}`, prefix, target, at }));
}

type Found = Omit<Route, 'name'>;

function ingress(item: Item): Found[] {
  const rules = listOf(item, 'spec', 'rules').flatMap((rule) => listOf(rule, 'http', 'paths'));
  return rules.flatMap((path) => {
    const backend = get(path, 'backend');
    const service = textOf(backend, 'service', 'name') ?? textOf(backend, 'serviceName');
    const port = textOf(backend, 'service', 'port', 'number') ?? textOf(backend, 'servicePort');
    return to(service, port, textOf(path, 'path') ?? '/', path.at);
  });
}

/** Of the Gateway API. */
function httpRoute(item: Item): Found[] {
  return listOf(item, 'spec', 'rules').flatMap((rule) => {
    const paths = listOf(rule, 'matches').flatMap((match) => textOf(match, 'path', 'value') ?? []);
    return listOf(rule, 'backendRefs').flatMap((backend) =>
      (paths.length > 0 ? paths : ['/']).flatMap((path) => to(textOf(backend, 'name'), textOf(backend, 'port'), path, backend.at)),
    );
  });
}

/** Of Istio. */
function virtualService(item: Item): Found[] {
  return listOf(item, 'spec', 'http').flatMap((rule) => {
    const paths = listOf(rule, 'match').flatMap((match) => textOf(match, 'uri', 'prefix') ?? textOf(match, 'uri', 'exact') ?? []);
    return listOf(rule, 'route').flatMap((route) => {
      const [host, port] = [textOf(route, 'destination', 'host'), textOf(route, 'destination', 'port', 'number')];
      return (paths.length > 0 ? paths : ['/']).flatMap((path) => to(host, port, path, route.at));
    });
  });
}

/** A port may be a name, which the service knows. */
function to(service: string | undefined, port: string | undefined, prefix: string, at: Location): Found[] {
  if (service === undefined || service === '') return [];
  return [{ target: `http://${service}${/^\d+$/.test(port ?? '') ? `:${port ?? ''}` : ''}`, prefix, at }];
}
