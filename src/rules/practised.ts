import type { Practice } from '../model/practice.js';
import type { Operation, Service, System } from '../model/system.js';

/** Is anything in the code of a service about it? */
export function practises({ practised }: Pick<System, 'practised'>, service: string, practice: Practice): boolean {
  return practised.some((one) => one.service === service && one.practice === practice);
}

/** Services whose code was read and that answer others or the outside, with what they answer beside health and metrics. */
export function answering({ services }: System): { readonly service: Service; readonly operations: readonly Operation[] }[] {
  return services.flatMap((service) => {
    const operations = service.operations.filter(({ protocol, technical }) => protocol !== 'event' && !technical);
    return service.analysed && service.kind === 'service' && operations.length > 0 ? [{ service, operations }] : [];
  });
}

/** What is sent to a route that changes something. */
export function isWriting({ protocol, method = '' }: Operation): boolean {
  return protocol === 'http' && /^(?:POST|PUT|PATCH|DELETE)$/.test(method);
}

/** A gateway of one's own that sends requests to the service, and does this for all behind it. */
export function gatewayDoes(system: System, service: string, practice: Practice): boolean {
  return system.services.some(
    ({ name, kind }) =>
      kind === 'gateway' &&
      practises(system, name, practice) &&
      system.edges.some(({ from, to, style }) => from === name && to === service && style === 'sync'),
  );
}

/** Images that ask who somebody is before anything else is reached. */
export function hasAuthenticatingProxy({ infrastructure }: System): boolean {
  return infrastructure.some(({ name, image = '' }) =>
    /oauth2-proxy|authelia|pomerium|gatekeeper|forward-?auth|traefik-forward/i.test(`${name} ${image}`),
  );
}
