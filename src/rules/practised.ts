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

/** Others call it back, and sign what they send. */
export function isCalledBack({ path = '' }: Operation): boolean {
  return /webhook|callback|(?:^|[/_-])ipn(?:$|[/_-])/i.test(path);
}

/** Whoever asks it is not known yet, or asks for the own account: there is nobody to allow. */
export function isAboutOneself({ path = '' }: Operation): boolean {
  return path.split('/').some((part) => ONESELF.test(part));
}

const ONESELF =
  /^(?:(?:sign|log)[-_]?(?:in|up|out|off)|auth|authenticate|register|registration|sessions?|tokens?|refresh(?:[-_]?tokens?)?|(?:(?:reset|forgot|change)[-_]?)?passwords?(?:[-_]?resets?)?|verify(?:[-_]?\w+)?|otp|activate|me|current[-_]?user)$/i;

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
