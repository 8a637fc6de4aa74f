import type { Operation, Tier } from '../../../model/system.js';
import { operationsIn, placesIn } from '../context.js';
import { isLocal } from '../directory.js';
import { signalsOf, type LinkedUnit, type SignalOf } from '../input.js';
import { callerOf, loose, settled, type Meeting } from '../meeting.js';
import { filePaths } from '../operations/page-routes.js';
import type { Place } from '../places.js';
import { addressOf, type Address } from '../values/address.js';
import { textsOf } from '../values/env.js';
import { unitOfVariable } from '../values/names.js';
import { known, shown } from '../values/text.js';
import { urlsOf } from '../values/urls.js';
import type { RequestContext as Context } from './asked-in.js';
import { behindPrefix, offeredBy } from './by-path.js';
import { fits, isParticular, isPath, operationFor, type Asked } from './match.js';
import { plain, ruleFor } from './proxy.js';

/** Requests of all units, to the units that answer them. */
export function* httpMeetings(context: Context): Generator<Meeting> {
  for (const linked of context.linked) {
    for (const place of placesIn(context.places, linked.unit)) {
      for (const signal of signalsOf(linked, 'request')) yield* requested(context, { linked, place, signal });
    }
  }
}

interface Request {
  readonly linked: LinkedUnit;
  readonly place: Place;
  readonly signal: SignalOf<'request'>;
}

function* requested(context: Context, request: Request): Generator<Meeting> {
  const { place, signal } = request;
  const methods = signal.method === undefined ? [undefined] : textsOf(signal.method, place).map((text) => known(text)?.toUpperCase());
  for (const text of urlsOf(signal, place)) {
    const address = addressOf(text);
    for (const method of methods) yield* answered(context, request, { address, asked: { method, path: address.path } });
  }
}

interface Target {
  readonly address: Address;
  readonly asked: Asked;
}

function* answered(context: Context, request: Request, target: Target): Generator<Meeting> {
  const { place, signal } = request;
  const found = unitsFor(context, request, target);
  if (found.kind === 'units') {
    const others = found.units.filter((unit) => unit !== place.unit.name);
    if (others.length === 0) yield settled(place, signal.call);
    for (const to of others) yield edge(context, request, { ...target, to, tier: confirmed(context, to, found, target.asked) });
  } else if (found.kind === 'settled') yield settled(place, signal.call);
  else
    yield loose(place, signal.call, {
      what: 'call',
      text: `${target.asked.method ?? 'GET'} ${shown(target.address.text)}`,
      why: found.kind,
    });
}

/** A name that is guessed, and an operation of just that unit: two guesses that agree are no guess any more. */
function confirmed(context: Context, to: string, { tier, isNamed }: Found & { kind: 'units' }, asked: Asked): Tier {
  const isOffered = operationsIn(context, to, 'http').some(
    (operation) => !operation.technical && isParticular(operation.path ?? '') && fits(asked, operation),
  );
  return isNamed === true && isParticular(asked.path) && isOffered ? 'static' : tier;
}

function edge(context: Context, { place, signal }: Request, { address, asked, to, tier }: Target & { to: string; tier: Tier }): Meeting {
  const operation = operationOf(context, { to, asked, protocol: signal.protocol });
  const name =
    signal.protocol === 'graphql'
      ? `POST ${asked.path}`
      : `${asked.method ?? operation?.method?.replace('ALL', 'GET') ?? 'GET'} ${asked.path}`;
  return {
    kind: 'edge', from: place.unit.name, to, protocol: signal.protocol, style: signal.isLater ? 'async' : 'sync', name, tier,
    at: signal.call.at, profile: place.profile, call: callerOf(signal.call), uses: address.text.uses,
    ...(operation && { operation: operation.name }),
  }; // prettier-ignore
}

function operationOf(
  context: Context,
  { to, asked, protocol }: { to: string; asked: Asked; protocol: 'http' | 'graphql' },
): Operation | undefined {
  const http = operationFor(asked, operationsIn(context, to, 'http'));
  return protocol === 'graphql' && http === undefined ? undefined : http;
}

type Found =
  | {
      readonly kind: 'units';
      readonly units: readonly string[];
      readonly tier: Tier;
      /** The host or its variable is called like the unit. */
      readonly isNamed?: boolean;
    }
  | { readonly kind: 'settled' | 'external' | 'unresolved' | 'no-peer' };

function unitsFor(context: Context, request: Request, { address, asked }: Target): Found {
  if (isNowhere(address)) return { kind: 'unresolved' };
  if (address.host !== undefined) return byHost(context, request, { address, asked, host: address.host });
  if (address.isRelative) return byOwnOrigin(context, request, { address, asked });
  return (
    byVariable(context, request, address) ??
    behindEntry(context, request, asked) ??
    byGateway(context, request, address) ??
    byPath(context, request, asked, address) ?? { kind: 'unresolved' }
  );
}

/** A file beside the module, `new URL('../fonts/x.ttf', import.meta.url)`, or a hook that somebody else is to be told through. */
function isNowhere({ host, path, hostHoles }: Address): boolean {
  return host === undefined && (/^\/\.\.?(?:\/|$)/.test(path) || hostHoles.some(({ env = '' }) => /(?:^|_)WEB_?HOOK(?:_|$)/.test(env)));
}

function byHost(context: Context, request: Request, { address, asked, host }: Target & { host: string }): Found {
  const { place } = request;
  const peer = context.directory.find(host, address.port, place);
  switch (peer.kind) {
    case 'units':
      if (isLocal(host) && isOwn(context, place.unit.name, { address, asked, units: peer.units })) return { kind: 'settled' };
      return (
        (isLocal(host) && !peer.sure ? byUses(context, request, address) : undefined) ??
        byTransparentProxy(context, place, { path: asked.path, units: peer.units }) ?? {
          kind: 'units',
          units: peer.units,
          tier: peer.sure ? 'static' : 'inferred',
          isNamed: true,
        }
      );
    case 'infrastructure':
      return { kind: 'settled' };
    case 'ingress':
      return byIngress(context, asked) ?? { kind: 'unresolved' };
    case 'external':
      return { kind: 'external' };
    case 'nobody':
      // A default such as http://localhost:3001 is often stale where the variable's name is not.
      return (
        byUses(context, request, address) ??
        (isLocal(host) ? (byPath(context, request, asked, address) ?? { kind: 'unresolved' }) : { kind: 'no-peer' })
      );
  }
}

/** Of several who listen at one port of the developer's machine, the caller among them, it is meant where it alone offers the operation. */
function isOwn(context: Context, self: string, { address, asked, units }: Target & Required<Peers>): boolean {
  const offers = (unit: string): boolean => operationsIn(context, unit, 'http').some((operation) => fits(asked, operation));
  return context.directory.listens(self, address.port) && offers(self) && !units.some(offers);
}

/** Rules of an ingress belong to no unit. */
function byIngress(context: Context, { path }: Asked): Found | undefined {
  const names = new Set(context.directory.units.map(({ name }) => name));
  const unit = ruleFor(context, path, ({ unit }) => !names.has(unit));
  return unit === undefined ? undefined : { kind: 'units', units: [unit], tier: 'static' };
}

/** A relative URL of a page goes to the host that served it: its own proxy rules, the ingress, a proxy before it all, or the only gateway. */
function byOwnOrigin(context: Context, request: Request, { address, asked }: Target): Found {
  const { unit } = request.place;
  const own = operationsIn(context, unit.name, 'http').some((operation) => fits(asked, operation));
  if (own || filePaths(request.linked).some((path) => isPath(asked.path, path))) return { kind: 'settled' };
  if (context.kinds.get(unit.name) !== 'frontend') return { kind: 'unresolved' };
  const proxied = ruleFor(context, asked.path, (rule) => rule.unit === unit.name);
  if (proxied !== undefined) return { kind: 'units', units: [proxied], tier: 'static' };
  return (
    byIngress(context, asked) ??
    byTransparentProxy(context, request.place, asked) ??
    byGateway(context, request, address) ??
    byPath(context, request, asked, address) ?? { kind: 'unresolved' }
  );
}

/** What a page asks by a base that nothing tells goes where requests from outside go, if a rule speaks of its path. */
function behindEntry(context: Context, { place }: Request, { path }: Asked): Found | undefined {
  if (context.kinds.get(place.unit.name) !== 'frontend') return undefined;
  const rules = context.rules.filter(({ prefix }) => plain(prefix) !== '');
  const narrowed = { ...context, rules };
  const found = byIngress(narrowed, { method: undefined, path }) ?? byTransparentProxy(narrowed, place, { path });
  return found?.kind === 'units' && !found.units.includes(place.unit.name) ? { ...found, tier: 'inferred' } : undefined;
}

/** A proxy without code of its own is looked through: who is asked is whom its rules name. */
function byTransparentProxy(context: Context, place: Place, { path, units }: Pick<Asked, 'path'> & Peers): Found | undefined {
  const meant = context.directory.units.filter(({ name, language }) => !isCode(language) && (units?.includes(name) ?? true));
  const proxies = new Set(meant.map(({ name }) => name));
  const unit = ruleFor(context, path, ({ unit }) => proxies.has(unit));
  return unit === undefined || unit === place.unit.name ? undefined : { kind: 'units', units: [unit], tier: 'static' };
}

/** Who is asked, where that is known. */
interface Peers {
  readonly units?: readonly string[];
}

function isCode(language: string): boolean {
  return language === 'ts' || language === 'js';
}

/** Of a frontend that does not say whom it asks, the only gateway is the one; of an address that says nothing at all, nobody is. */
function byGateway({ kinds }: Context, { place }: Request, { path, hostHoles, text }: Address): Found | undefined {
  const says = /[^/{}]/.test(path) || text.uses.length > 0 || hostHoles.some(({ env }) => env !== undefined);
  if (!says || kinds.get(place.unit.name) !== 'frontend') return undefined;
  const gateways = [...kinds].flatMap(([name, kind]) => (kind === 'gateway' ? name : []));
  return gateways.length === 1 ? { kind: 'units', units: gateways, tier: 'inferred' } : undefined;
}

/** `${ORDERS_SERVICE_URL}/x`: the name says who. */
function byVariable({ directory }: Context, { place }: Request, { hostHoles }: Address): Found | undefined {
  const others = directory.units.filter(({ name }) => name !== place.unit.name);
  for (const { env } of hostHoles) {
    const unit = env === undefined ? undefined : unitOfVariable(env, others);
    if (unit !== undefined) return { kind: 'units', units: [unit.name], tier: 'inferred', isNamed: true };
  }
  return undefined;
}

function byUses({ directory }: Context, { place }: Request, { text }: Address): Found | undefined {
  const others = directory.units.filter(({ name }) => name !== place.unit.name);
  const names = [...text.uses.map(({ name }) => name), ...(text.unset ?? [])];
  const [unit] = names.flatMap((name) => unitOfVariable(name, others) ?? []);
  return unit === undefined ? undefined : { kind: 'units', units: [unit.name], tier: 'inferred', isNamed: true };
}

/** Exactly one service of the system offers it; to pages, maybe behind a proxy that cuts `/api` off. */
function byPath(context: Context, { linked, place }: Request, asked: Asked, address?: Address): Found | undefined {
  const name = offeredBy(context, asked, place.unit.name) ?? (address && behindPrefix(context, { linked, place, asked, address }));
  if (name === undefined) return undefined;
  return name === place.unit.name ? { kind: 'settled' } : { kind: 'units', units: [name], tier: 'inferred' };
}
