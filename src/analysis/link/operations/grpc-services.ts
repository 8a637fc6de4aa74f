import type { ExternalCall } from '../../../model/program.js';
import type { Schemas } from '../../../model/schema.js';
import type { Operation } from '../../../model/system.js';
import { signalsOf, type LinkedUnit } from '../input.js';
import type { Place } from '../places.js';
import { textsOf } from '../values/env.js';
import { known } from '../values/text.js';

export interface GrpcService {
  /** `shop.Orders`. */
  readonly name: string;
  /** `Get`, as the proto file writes it. */
  readonly methods: readonly string[];
}

/** Services of the proto files that a name with or without its package may mean. */
export function protoServices(name: string, { protos }: Schemas): GrpcService[] {
  const all = protos.flatMap(({ package: pkg, services }) =>
    services.map((service) => ({
      name: pkg === '' ? service.name : `${pkg}.${service.name}`,
      methods: service.methods.map((m) => m.name),
    })),
  );
  const exact = all.filter((service) => service.name === name);
  const found = exact.length > 0 ? exact : all.filter((service) => simpleName(service.name) === simpleName(name));
  return [...new Map(found.map((service) => [service.name, service])).values()];
}

/** `shop.Orders` → `Orders`; generated names (`OrdersClient`, `OrdersService`) keep their ends. */
export function simpleName(name: string): string {
  return name.split(/[./]/).at(-1) ?? name;
}

/** Names that a service value may have: its text, or the last step of an access path (`loaded.shop.Orders.service`). */
export function serviceNames(value: Parameters<typeof textsOf>[0], place: Place): string[] {
  return textsOf(value, place).flatMap((text) => {
    const whole = known(text);
    if (whole !== undefined) return whole === '' ? [] : [whole];
    const path = text.pieces.flatMap((piece) => (typeof piece === 'string' ? [] : (piece.path ?? [])))[0];
    const last = path
      ?.replace(/\.service$/, '')
      .split('.')
      .at(-1);
    return last === undefined || last.includes('(') ? [] : [last];
  });
}

/** gRPC methods that a unit implements. */
export function grpcOperations(
  linked: LinkedUnit,
  place: Place,
  schemas: Schemas,
): { readonly operation: Operation; readonly call: ExternalCall }[] {
  return signalsOf(linked, 'grpc-handler').flatMap(({ service, methods, call }) =>
    serviceNames(service, place).flatMap((name) => {
      const [proto] = protoServices(name, schemas);
      const full = proto?.name ?? name;
      const offered = methods ?? proto?.methods ?? ['*'];
      return offered.map((method) => ({ operation: grpcOperation(full, rpcName(method, proto), call), call }));
    }),
  );
}

/** `get` of generated code is `Get` of the proto file. */
export function rpcName(method: string, proto: GrpcService | undefined): string {
  return (
    proto?.methods.find((name) => name.toLowerCase() === method.toLowerCase()) ?? `${method.charAt(0).toUpperCase()}${method.slice(1)}`
  );
}

function grpcOperation(service: string, method: string, call: ExternalCall): Operation {
  const technical = /(?:^|\.)health$/i.test(service) || service.startsWith('grpc.reflection');
  return {
    name: `grpc ${service}/${method}`,
    protocol: 'grpc',
    method,
    path: `/${service}/${method}`,
    resource: simpleName(service),
    technical,
    at: call.at,
  };
}
