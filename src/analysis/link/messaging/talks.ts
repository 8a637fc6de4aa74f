import type { ExternalCall } from '../../../model/program.js';
import { lit, type Residual } from '../../../model/residual.js';
import type { Broker } from '../../../model/signal.js';
import { placesIn, type Context } from '../context.js';
import { signalsOf, type LinkedUnit } from '../input.js';
import { clientConfigs, configOf, type Transport } from '../operations/nest-config.js';
import { patternsOf } from '../operations/pattern.js';
import type { Place } from '../places.js';

export interface Publication {
  readonly place: Place;
  readonly broker: Broker;
  readonly topic: Residual;
  readonly exchange: Residual | undefined;
  /** Of the broker. */
  readonly address?: Residual;
  /** Who is in another one does not hear it. */
  readonly namespace?: Residual;
  readonly reply: boolean;
  readonly content?: Residual;
  readonly call: ExternalCall;
}

export interface Subscription {
  readonly place: Place;
  readonly broker: Broker;
  readonly topic: Residual;
  readonly exchange: Residual | undefined;
  readonly address?: Residual;
  readonly namespace?: Residual;
  /** It answers. */
  readonly reply: boolean;
  readonly operation: string | undefined;
  readonly call: ExternalCall;
}

/** Transports of Nest whose pattern is the topic, so that others may listen to it. */
const BROKERS: Partial<Record<Transport, Broker>> = { KAFKA: 'kafka', REDIS: 'redis', NATS: 'nats', MQTT: 'mqtt' };

/** Everything that is published and consumed, by the brokers' own clients and by Nest. */
export function talksOf({ linked, places, offered }: Pick<Context, 'linked' | 'places' | 'offered'>): {
  readonly publications: readonly Publication[];
  readonly subscriptions: readonly Subscription[];
} {
  const all = linked.flatMap((item) => placesIn(places, item.unit).map((place) => ({ item, place })));
  const nameOf = (unit: string, call: ExternalCall): string | undefined => {
    const own = offered.get(unit) ?? [];
    return (own.find((one) => one.call === call) ?? own.find((one) => one.call.id >= 0 && one.call.id === call.id))?.operation.name;
  };
  return {
    publications: all.flatMap(({ item, place }) => [...published(item, place), ...emitted(item, place)]),
    subscriptions: all
      .flatMap(({ item, place }) => [...subscribed(item, place), ...handled(item, place)])
      .map((one) => ({ ...one, operation: nameOf(one.place.unit.name, one.call) })),
  };
}

function published(linked: LinkedUnit, place: Place): Publication[] {
  return signalsOf(linked, 'publish').map(({ broker, topic, exchange, address, reply, content, call }) => ({
    place,
    broker,
    topic,
    exchange,
    reply: reply === true,
    ...(address && { address }),
    ...namespaceOf(linked, broker),
    ...(content && { content }),
    call,
  }));
}

type Heard = Omit<Subscription, 'operation'>;

function subscribed(linked: LinkedUnit, place: Place): Heard[] {
  return signalsOf(linked, 'subscribe').map(({ broker, topic, exchange, address, reply, call }) => ({
    place,
    broker,
    topic,
    exchange,
    reply: reply === true,
    ...(address && { address }),
    ...namespaceOf(linked, broker),
    call,
  }));
}

/** Of a unit that is in several, nobody knows which one speaks. */
function namespaceOf(linked: LinkedUnit, broker: Broker): Pick<Publication, 'namespace'> {
  const names = signalsOf(linked, 'namespace').filter((signal) => signal.broker === broker);
  const [only] = names;
  return only === undefined || names.length > 1 ? {} : { namespace: only.name };
}

function emitted(linked: LinkedUnit, place: Place): Publication[] {
  return signalsOf(linked, 'message-send').flatMap(({ client, style, pattern, call }) => {
    if (style !== 'event') return [];
    const brokers = clientConfigs(client, linked, place).flatMap(({ transport }) =>
      transport === undefined ? [] : (BROKERS[transport] ?? []),
    );
    return [...new Set(brokers)].flatMap((broker) =>
      topicsOf(pattern, place).map((topic) => ({ place, broker, topic, exchange: undefined, reply: false, call })),
    );
  });
}

function handled(linked: LinkedUnit, place: Place): Heard[] {
  const transports = signalsOf(linked, 'message-server').flatMap(({ config }) => configOf(config, place).transport ?? []);
  const brokers = [...new Set(transports.flatMap((transport) => BROKERS[transport] ?? []))];
  return signalsOf(linked, 'message-handler').flatMap(({ style, pattern, call }) =>
    brokers.flatMap((broker) =>
      topicsOf(pattern, place).map((topic) => ({ place, broker, topic, exchange: undefined, reply: style === 'request', call })),
    ),
  );
}

/** Objects are topics as JSON. */
function topicsOf(pattern: Residual, place: Place): Residual[] {
  return pattern.k === 'object' ? patternsOf(pattern, place).map(({ name }) => lit(name)) : [pattern];
}
