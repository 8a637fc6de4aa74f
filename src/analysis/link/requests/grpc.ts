import type { Tier } from '../../../model/system.js';
import { placesIn, type Context } from '../context.js';
import { signalsOf, type LinkedUnit, type SignalOf } from '../input.js';
import { loose, settled, type Meeting } from '../meeting.js';
import { protoServices, rpcName, serviceNames, simpleName } from '../operations/grpc-services.js';
import { clientConfigs } from '../operations/nest-config.js';
import type { Place } from '../places.js';
import { textsOf } from '../values/env.js';
import type { Text } from '../values/text.js';
import { peersOf } from './proxy.js';

/** gRPC calls, to the unit at the address, else to the only one that implements the service. */
export function* grpcMeetings(context: Context): Generator<Meeting> {
  for (const linked of context.linked) {
    for (const place of placesIn(context.places, linked.unit)) {
      for (const signal of signalsOf(linked, 'grpc-call')) yield* called(context, { linked, place, signal });
    }
  }
}

interface Calling {
  readonly linked: LinkedUnit;
  readonly place: Place;
  readonly signal: SignalOf<'grpc-call'>;
}

function* called(context: Context, calling: Calling): Generator<Meeting> {
  const { place, signal } = calling;
  const [name] = serviceNames(signal.service, place);
  const contract = name === undefined ? undefined : byService(context, name, signal.method);
  const address = atAddress(context, calling);
  const isGuess = address?.kind === 'units' && address.tier === 'inferred';
  const target = isGuess ? (contract ?? address) : (address ?? contract);
  const asked = `${name ?? '?'}/${signal.method}`;
  if (target === undefined)
    yield loose(place, signal.call, { what: 'call', text: `grpc ${asked}`, why: name === undefined ? 'unresolved' : 'no-peer' });
  else if (target.kind === 'settled') yield settled(place, signal.call);
  else if (target.kind === 'external') yield loose(place, signal.call, { what: 'call', text: `grpc ${asked}`, why: 'external' });
  else {
    const others = target.units.filter((unit) => unit !== place.unit.name);
    if (others.length === 0) yield settled(place, signal.call);
    for (const to of others) yield edge(context, calling, { to, tier: target.tier, service: name });
  }
}

function edge(context: Context, calling: Calling, { to, tier, service }: { to: string; tier: Tier; service: string | undefined }): Meeting {
  const { place, signal } = calling;
  const [proto] = service === undefined ? [] : protoServices(service, context.schemas);
  const name = `${proto?.name ?? service ?? '?'}/${rpcName(signal.method, proto)}`;
  const offered = (context.offered.get(to) ?? []).find(({ operation }) => operation.protocol === 'grpc' && isSameRpc(operation.name, name));
  return {
    kind: 'edge', from: place.unit.name, to, protocol: 'grpc', style: 'sync', name, tier,
    at: signal.call.at, profile: place.profile, call: signal.call, uses: addressesOf(calling).flatMap(({ uses }) => uses),
    ...(offered && { operation: offered.operation.name }),
  }; // prettier-ignore
}

/** `grpc shop.Orders/Get` and `Orders/Get`. */
function isSameRpc(operation: string, name: string): boolean {
  const [service = '', method] = operation.replace(/^grpc /, '').split('/');
  const [asked = '', rpc] = name.split('/');
  return method === rpc && simpleName(service) === simpleName(asked);
}

type Target =
  | { readonly kind: 'units'; readonly units: readonly string[]; readonly tier: Tier }
  | { readonly kind: 'settled' }
  | { readonly kind: 'external' };

function atAddress(context: Context, calling: Calling): Target | undefined {
  for (const text of addressesOf(calling)) {
    const found = peersOf(context, text, calling.place);
    if (found.kind === 'units') return { kind: 'units', units: found.units, tier: found.sure ? 'static' : 'inferred' };
    if (found.kind === 'settled' || found.kind === 'external') return { kind: found.kind };
  }
  return undefined;
}

function addressesOf({ linked, place, signal }: Calling): readonly Text[] {
  if (signal.address !== undefined) return textsOf(signal.address, place);
  return signal.client === undefined ? [] : clientConfigs(signal.client, linked, place).flatMap(({ urls }) => urls);
}

/** Only one unit implements it, or this part of it: the name of a contract is as good as an address. */
function byService({ offered }: Context, name: string, method: string): Target | undefined {
  const implementing = (isMeant: (operation: string) => boolean): string[] =>
    [...offered].flatMap(([unit, list]) =>
      list.some(({ operation }) => operation.protocol === 'grpc' && isSameService(operation.name, name) && isMeant(operation.name))
        ? unit
        : [],
    );
  const units = implementing(() => true);
  const exact = units.length > 1 ? implementing((operation) => isMethod(operation, method)) : units;
  return exact.length === 1 ? { kind: 'units', units: exact, tier: 'static' } : undefined;
}

function isMethod(operation: string, method: string): boolean {
  return operation.slice(operation.lastIndexOf('/') + 1).toLowerCase() === method.toLowerCase();
}

function isSameService(operation: string, name: string): boolean {
  const [service = ''] = operation.replace(/^grpc /, '').split('/');
  return service === name || simpleName(service) === simpleName(name);
}
