import type { EdgeProtocol, Tier } from '../../../model/system.js';
import { placesIn, type Context } from '../context.js';
import { signalsOf, type LinkedUnit, type SignalOf } from '../input.js';
import { loose, settled, type Meeting } from '../meeting.js';
import { clientConfigs, configOf, type MessageConfig, type Transport } from '../operations/nest-config.js';
import { patternsOf, type Pattern } from '../operations/pattern.js';
import { isMetIn, type Place } from '../places.js';
import { addressOf } from '../values/address.js';
import { unitOfVariable } from '../values/names.js';
import { areHostsApart } from './virtual-hosts.js';
import { holesOf, known, literal, shown, concat, type Text } from '../values/text.js';

/** Units as receivers of messages, in one place. */
export interface Receiver {
  readonly unit: string;
  readonly place: Place;
  readonly servers: readonly MessageConfig[];
  readonly patterns: readonly (Pattern & { readonly style: 'request' | 'event' })[];
}

/** What Nest's client proxies send, to the units that handle it: by queue, address or topic, else by the pattern alone. */
export function* messageMeetings(context: Context): Generator<Meeting> {
  const receivers = receiversOf(context);
  for (const linked of context.linked) {
    for (const place of placesIn(context.places, linked.unit)) {
      for (const signal of signalsOf(linked, 'message-send')) yield* sent(context, receivers, { linked, place, signal });
    }
  }
}

export function receiversOf({ linked, places }: Pick<Context, 'linked' | 'places'>): Receiver[] {
  return linked.flatMap((one) => placesIn(places, one.unit).map((place) => receiverOf(one, place)));
}

function receiverOf(linked: LinkedUnit, place: Place): Receiver {
  return {
    unit: linked.unit.name,
    place,
    servers: signalsOf(linked, 'message-server').map(({ config }) => configOf(config, place)),
    patterns: signalsOf(linked, 'message-handler').flatMap(({ style, pattern }) =>
      patternsOf(pattern, place).map((one) => ({ ...one, style })),
    ),
  };
}

interface Sending {
  readonly linked: LinkedUnit;
  readonly place: Place;
  readonly signal: SignalOf<'message-send'>;
}

function* sent(context: Context, all: readonly Receiver[], { linked, place, signal }: Sending): Generator<Meeting> {
  const receivers = all.filter((receiver) => isMetIn(place.profile, receiver.place, context.places));
  const configs = clientConfigs(signal.client, linked, place);
  for (const pattern of patternsOf(signal.pattern, place)) {
    const targets = distinct(configs.flatMap((config) => targetsOf(context, receivers, { place, pattern, config })));
    const others = targets.filter(({ unit }) => unit !== place.unit.name);
    if (targets.length > 0 && others.length === 0) yield settled(place, signal.call);
    if (targets.length === 0) yield unanswered({ place, signal, pattern, configs });
    for (const { unit, tier, transport } of others) {
      const handled = context.offered
        .get(unit)
        ?.find(({ operation }) => operation.name === `rpc ${pattern.name}` || operation.name === `event ${pattern.name}`);
      const how = {
        ...protocolOf(signal.style, transport),
        name: pattern.name,
        tier,
        profile: place.profile,
        at: signal.call.at,
        call: signal.call,
        uses: configs.flatMap(({ queues, hosts, ports }) => [...queues, ...hosts, ...ports].flatMap(({ uses }) => uses)),
      };
      yield { kind: 'edge', from: place.unit.name, to: unit, ...how, ...(handled && { operation: handled.operation.name }) };
    }
  }
}

/** An event that nobody handles is still a topic; a request needs an answer. */
function unanswered({
  place,
  signal,
  pattern,
  configs,
}: Omit<Sending, 'linked'> & { pattern: Pattern; configs: readonly MessageConfig[] }): Meeting {
  const isTopic =
    signal.style === 'event' && pattern.isKnown && configs.some(({ transport }) => transport !== undefined && transport !== 'TCP');
  if (isTopic) return settled(place, signal.call);
  return loose(place, signal.call, {
    what: 'call',
    text: `${signal.style === 'event' ? 'emit' : 'send'} ${pattern.name}`,
    why: pattern.isKnown ? 'no-peer' : 'unresolved',
  });
}

interface Wanted {
  readonly place: Place;
  readonly pattern: Pattern;
  readonly config: MessageConfig;
}

export interface Target {
  readonly unit: string;
  readonly tier: Tier;
  readonly transport: Transport | undefined;
}

function targetsOf(context: Context, receivers: readonly Receiver[], wanted: Wanted): Target[] {
  const { transport } = wanted.config;
  const addressed =
    transport === 'RMQ'
      ? byQueue(receivers, wanted)
      : transport === 'KAFKA' || transport === 'REDIS' || transport === 'NATS' || transport === 'MQTT'
        ? byTopic(receivers, wanted, transport)
        : byAddress(context, wanted);
  if (addressed.some(({ tier }) => tier === 'static')) return addressed;
  // A guess that the only handler of the pattern confirms is none any more; where they differ, the handler is there.
  const handling = byPattern(receivers, wanted);
  if (handling.length === 0) return addressed;
  return handling.map((target) => (addressed.some(({ unit }) => unit === target.unit) ? { ...target, tier: 'static' as const } : target));
}

/** Queue first, then the pattern in the message: two services on one queue steal each other's messages. */
export function byQueue(receivers: readonly Receiver[], { pattern, config }: Pick<Wanted, 'pattern' | 'config'>): Target[] {
  const queues = config.queues.length > 0 ? config.queues : [literal('default')];
  const listening = receivers.filter(({ servers }) =>
    servers.some(
      (server) =>
        server.transport === 'RMQ' &&
        !areHostsApart(server.urls, config.urls) &&
        (server.queues.length > 0 ? server.queues : [literal('default')]).some((queue) => queues.some((q) => isSame(q, queue))),
    ),
  );
  const handling = listening.filter((receiver) => handles(receiver, pattern));
  const proven = queues.every((queue) => known(queue) !== undefined);
  if (handling.length > 0) return handling.map(({ unit }) => ({ unit, tier: proven ? 'static' : 'inferred', transport: 'RMQ' }));
  const units = [...new Set(listening.map(({ unit }) => unit))];
  const [only] = units;
  const isHidden = listening.some(({ patterns }) => patterns.some(({ isKnown }) => !isKnown)) || !pattern.isKnown;
  return only !== undefined && units.length === 1 && isHidden
    ? [{ unit: only, tier: proven ? 'static' : 'inferred', transport: 'RMQ' }]
    : [];
}

/** The pattern is the topic: everybody who handles it gets it. */
function byTopic(receivers: readonly Receiver[], { pattern }: Wanted, transport: Transport): Target[] {
  return receivers
    .filter((receiver) => handles(receiver, pattern) && receiver.servers.some((server) => server.transport === transport))
    .map(({ unit }) => ({ unit, tier: 'static', transport }));
}

/** `host:port` of TCP; its defaults are localhost:3000. */
function byAddress({ directory }: Context, { place, config }: Wanted): Target[] {
  const transport = config.transport ?? (config.hosts.length > 0 ? 'TCP' : undefined);
  return config.hosts.flatMap((host) =>
    (config.ports.length > 0 ? config.ports : [literal('3000')]).flatMap((port): Target[] => {
      const address = addressOf(concat([literal('tcp://'), host, literal(':'), port]));
      const peer = address.host === undefined ? undefined : directory.find(address.host, address.port, place);
      if (peer?.kind === 'units') return peer.units.map((unit) => ({ unit, tier: peer.sure ? 'static' : 'inferred', transport }));
      const variables = [
        ...address.hostHoles.flatMap(({ env }) => env ?? []),
        ...address.text.uses.map(({ name }) => name),
        ...(address.text.unset ?? []),
      ];
      const [named] = variables.flatMap((name) => unitOfVariable(name, directory.units) ?? []);
      return named === undefined ? [] : [{ unit: named.name, tier: 'inferred', transport }];
    }),
  );
}

/** Exactly one unit handles the pattern. */
function byPattern(receivers: readonly Receiver[], { pattern, config, place }: Wanted): Target[] {
  const handling = receivers.filter((receiver) => handles(receiver, pattern));
  const units = [...new Set(handling.map(({ unit }) => unit))];
  const [only] = units;
  if (only === undefined || units.length > 1 || (units.length === 1 && only === place.unit.name)) return [];
  const transport = config.transport ?? handling.flatMap(({ servers }) => servers.flatMap((server) => server.transport ?? []))[0];
  return [{ unit: only, tier: 'inferred', transport }];
}

function handles({ patterns }: Receiver, wanted: Pattern): boolean {
  return wanted.isKnown && patterns.some(({ name, isKnown }) => isKnown && name === wanted.name);
}

/** Equal texts; a queue named by an unset variable is the same where the same variable names it. */
function isSame(a: Text, b: Text): boolean {
  const hidden = [...holesOf(a), ...holesOf(b)];
  return (
    shown(a) === shown(b) && hidden.every(({ env, identity, path }) => env !== undefined || identity !== undefined || path !== undefined)
  );
}

export function protocolOf(
  style: 'request' | 'event',
  transport: Transport | undefined,
): { readonly protocol: EdgeProtocol; readonly style: 'sync' | 'async' } {
  if (style === 'event') return { protocol: 'event', style: 'async' };
  return { protocol: transport === undefined || transport === 'TCP' ? 'tcp-rpc' : 'queue-rpc', style: 'sync' };
}

function distinct(targets: readonly Target[]): Target[] {
  const best = new Map<string, Target>();
  for (const target of targets) if (best.get(target.unit)?.tier !== 'static') best.set(target.unit, target);
  return [...best.values()];
}
