import type { Service, System } from '../model/system.js';
import { ownsData } from './services.js';

/** Proxies that other people make, by their images. */
const PROXIES =
  /(?:^|[/_-])(?:nginx|openresty|traefik|kong|envoy|haproxy|caddy|apisix|krakend|tyk|ambassador|emissary|gravitee|zuul|express-gateway)(?:[:@/_-]|$)/i;

/** What stands before the services: gateways of one's own, bought proxies, an ingress. */
export function gatewaysOf({ services, infrastructure, ingress }: System): string[] {
  return [
    ...services.filter(({ kind }) => kind === 'gateway').map(({ name }) => name),
    ...infrastructure.filter(({ image = '', name }) => PROXIES.test(image) || PROXIES.test(name)).map(({ name }) => name),
    ...ingress.map(({ name }) => name),
  ];
}

/** Gateways whose source is read. */
export function ownGateways({ services }: System): Service[] {
  return services.filter(({ kind, analysed }) => kind === 'gateway' && analysed);
}

/** Services that one waits for. */
export function callees({ edges }: System, name: string): string[] {
  return [...new Set(edges.flatMap(({ from, to, style }) => (from === name && to !== name && style === 'sync' ? to : [])))];
}

/** Something for clients to call: no frontend, and more than health and metrics. */
export function hasPublicApi({ kind, operations }: Service): boolean {
  return kind === 'service' && operations.some(({ protocol, technical }) => (protocol === 'http' || protocol === 'graphql') && !technical);
}

/** A service without data of its own that calls most of the others is a gateway, whatever it is called. */
export function aggregates(system: System, { name }: Service, others: readonly string[]): boolean {
  const service = system.services.find((one) => one.name === name);
  if (service === undefined || ownsData(system, service)) return false;
  const called = new Set(system.edges.filter(({ from, style }) => from === name && style === 'sync').map(({ to }) => to));
  const wanted = others.filter((other) => other !== name);
  return wanted.length > 0 && wanted.filter((other) => called.has(other)).length * 2 > wanted.length;
}
