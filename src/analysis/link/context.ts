import type { ForeignRead, NamedFunction, ProxyRule, ServiceKind, TopicSubscription, Unit } from '../../model/deployment.js';
import { compareText } from '../../model/location.js';
import type { Schemas } from '../../model/schema.js';
import type { Operation } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';
import { directoryOf, type Directory } from './directory.js';
import { signalsOf, type LinkedUnit, type LinkInput } from './input.js';
import { documentedOperations } from './operations/documented.js';
import { operationsOf, type Offered } from './operations/operations.js';
import { defaultPorts, listenPorts } from './operations/ports.js';
import { withTriggers } from './operations/triggers.js';
import type { Place } from './places.js';
import { placesOf } from './places.js';

/** What all ways of meeting look things up in. */
export interface Context {
  readonly linked: readonly LinkedUnit[];
  readonly places: ReadonlyMap<string, readonly Place[]>;
  readonly directory: Directory;
  /** What the directory knows of ports. */
  readonly ports: PortsByUnit;
  readonly offered: ReadonlyMap<string, readonly Offered[]>;
  /** What documents say of units of whose routes no code tells. */
  readonly documented: ReadonlyMap<string, readonly Operation[]>;
  readonly kinds: ReadonlyMap<string, ServiceKind>;
  readonly rules: readonly ProxyRule[];
  /** Queues behind topics, of deployment files. */
  readonly subscriptions: readonly TopicSubscription[];
  /** Functions of clouds by their names. */
  readonly functions: readonly NamedFunction[];
  readonly schemas: Schemas;
  readonly foreignReads: readonly ForeignRead[];
}

/** Jobs are no services: nothing of their programs is linked. */
export function contextOf({ discovery, schemas, units, manifest }: LinkInput): Context {
  const sorted = [...discovery.units].sort((a, b) => compareText(a.name, b.name));
  const linked = units
    .filter(({ unit }) => unit.kind !== 'job')
    .map((item) => withTriggers(item, discovery.triggers ?? []))
    .sort((a, b) => compareText(a.unit.name, b.unit.name));
  const places = placesOf({ ...discovery, units: sorted });
  const [listening, defaults] = [listenPorts(sorted, places, linked), defaultPorts(linked)];
  const directory = directoryOf({ ...discovery, units: sorted }, listening, defaults);
  const ports = [listening, defaults].map((all) => [...all].map(([unit, own]) => [unit, [...own]] as const));
  const offered = new Map(
    linked.map((item) => [
      item.unit.name,
      placesIn(places, item.unit)
        .slice(0, 1)
        .flatMap((place) => operationsOf(item, place, schemas)),
    ]),
  );
  const stated = new Map(manifest?.services.flatMap(({ name, kind }) => (kind === undefined ? [] : [[name, kind] as const])));
  const kinds = new Map(
    directory.units.map((unit) => [unit.name, stated.get(unit.name) ?? kindOf(unit, linked, offered.get(unit.name) ?? [])]),
  );
  const { proxies: rules, subscriptions = [], functions = [], foreignReads = [] } = discovery;
  const silent = directory.units.filter(
    ({ name }) => kinds.get(name) !== 'frontend' && !(offered.get(name) ?? []).some(({ operation }) => operation.protocol === 'http'),
  );
  const documented = new Map(silent.map((unit) => [unit.name, documentedOperations(unit, schemas.openapi, directory.units)]));
  return { linked, places, directory, ports, offered, documented, kinds, rules, subscriptions, functions, schemas, foreignReads };
}

/** Ports on which units listen, and those that their code falls back on: plain JSON. */
type PortsByUnit = readonly (readonly (readonly [unit: string, ports: readonly number[]])[])[];

export function placesIn(places: Context['places'], { name }: Pick<Unit, 'name'>): readonly Place[] {
  return places.get(name) ?? [];
}

/** Operations of a unit, of one protocol. */
export function operationsIn(
  { offered, documented }: Pick<Context, 'offered' | 'documented'>,
  unit: string,
  protocol: Operation['protocol'],
): readonly Operation[] {
  const written = protocol === 'http' ? (documented.get(unit) ?? []) : [];
  if (written.length > 0) return written;
  const all = offered.get(unit);
  if (all === undefined) return [];
  let known = byProtocol.get(all);
  if (!known)
    byProtocol.set(
      all,
      (known = groupBy(
        all.map(({ operation }) => operation),
        ({ protocol }) => protocol,
      )),
    );
  return known.get(protocol) ?? [];
}

/** Every request asks for them. */
const byProtocol = new WeakMap<readonly Offered[], ReadonlyMap<string, readonly Operation[]>>();

/** Discovery sees folders and files; what the code does tells a gateway, a frontend or a worker from a service. */
function kindOf(unit: Unit, linked: readonly LinkedUnit[], offered: readonly Offered[]): ServiceKind {
  const item = linked.find((one) => one.unit.name === unit.name);
  if (unit.kind === 'job') throw new Error('a job is no service');
  if (unit.kind !== 'service' || item === undefined) return unit.kind;
  const has = (kind: LinkedUnit['signals'][number]['kind']): boolean => signalsOf(item, kind).length > 0;
  const answers = offered.filter(({ operation }) => operation.protocol !== 'event' && !operation.technical);
  const hasData = has('entity') || signalsOf(item, 'open').some(isPrimary) || signalsOf(item, 'access').some(isPrimary);
  if (!hasData && isGateway(item, answers.length)) return 'gateway';
  if (has('frontend') && answers.length === 0 && !hasData) return 'frontend';
  const consumes = has('subscribe') || offered.some(({ operation }) => operation.protocol === 'event');
  return consumes && answers.length === 0 ? 'worker' : 'service';
}

function isPrimary({ engine, role }: { readonly engine: unknown; readonly role?: string }): boolean {
  return role === 'primary' || (role === undefined && engine !== 'redis' && engine !== 'memcached');
}

/** It is called one and owns no data, or most of what it does is forwarding. */
function isGateway(item: LinkedUnit, operations: number): boolean {
  const proxies = signalsOf(item, 'proxy').length;
  return /(?:^|[-_/])(?:gateway|gw|bff)(?:$|[-_])/i.test(item.unit.name) || (proxies >= 2 && operations <= proxies * 2);
}
