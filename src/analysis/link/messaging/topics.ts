import { show, type Residual } from '../../../model/residual.js';
import type { Broker } from '../../../model/signal.js';
import type { EdgeProtocol, Topic } from '../../../model/system.js';
import { groupBy } from '../../../shared/group-by.js';
import type { Context } from '../context.js';
import { loose, settled, type Meeting } from '../meeting.js';
import { isMetIn } from '../places.js';
import { boundQueues, bindingsOf, exchangesOf, keyReaches, queueKeys, type Binding } from './amqp.js';
import { heardByType, type Typed } from './by-type.js';
import { foreignReaders } from './foreign-readers.js';
import { wiresOf, type Wire } from './subscriptions.js';
import type { Told } from './told.js';
import { toldMeetings } from './told-meetings.js';
import { talksOf, type Publication, type Subscription } from './talks.js';
import { reaches, topicNames, variableNames, type TopicName } from './topic-name.js';
import { addParty, sortedTopics, type TopicRows } from './topic-rows.js';
import { areApart } from './virtual-hosts.js';

/** What a message that is published has met. */
interface Reached {
  readonly subscription: Subscription;
  readonly sure: boolean;
}

/** Published messages, to the units that consume them; and the topics themselves. */
export function topicMeetings(
  context: Context,
  told: readonly Told[] = [],
): { readonly meetings: readonly Meeting[]; readonly topics: readonly Topic[] } {
  const { publications, subscriptions } = talksOf(context);
  const wires = wiresOf(context);
  const bindings = new Map<string, readonly Binding[]>();
  const rows: TopicRows = new Map();
  const boundIn = (profile: string): readonly Binding[] => {
    const bound = bindings.get(profile) ?? bindingsOf(context, profile);
    bindings.set(profile, bound);
    return bound;
  };
  const meetings = publications.flatMap((publication) => {
    const { profile } = publication.place;
    const bound = boundIn(profile);
    const heard = subscriptions.filter((one) => isMetIn(profile, one.place, context.places) && !areApart(publication, one));
    const found = published({ publication, heard, bound, wires, rows });
    if (found.some(({ kind }) => kind === 'edge')) return found;
    const typed = byType(publication, heardByType(publication, { heard, wires, linked: context.linked }), rows);
    if (typed.length > 0) return typed;
    const foreign = foreignReaders(context, publication, protocolOf(publication.broker, false, true));
    return foreign.length > 0 ? foreign : found;
  });
  for (const subscription of subscriptions) addParty(rows, 'consumers', { ...subscription, ...subscribedName(subscription) });
  const documented = toldMeetings({ told, places: context.places }, { publications, subscriptions, bound: boundIn, rows }, protocolOf);
  return { meetings: [...meetings, ...documented], topics: sortedTopics(rows) };
}

interface Publishing {
  readonly publication: Publication;
  readonly heard: readonly Subscription[];
  readonly bound: readonly Binding[];
  readonly wires: readonly Wire[];
  readonly rows: TopicRows;
}

function published(publishing: Publishing): Meeting[] {
  const { publication } = publishing;
  const { place, broker, call, topic } = publication;
  const names = topicNames(topic, place, broker);
  const exchanges = exchangesOf(publication.exchange, place);
  if (names.length > 0) return names.flatMap((key) => metAt(publishing, key, routesOf(publishing, exchanges, key)));
  const isAimless = exchanges.length === 0 || isUnsaid(topic);
  const guessed = [...variableNames(topic, place, { isAny: false }), ...(isAimless ? [] : [{ text: '', key: '\0', isExact: false }])];
  for (const key of guessed) {
    const routes = routesOf(publishing, exchanges, key).filter(({ reached }) => reached.length > 0);
    if (routes.length > 0) return metAt(publishing, key, routes);
  }
  const through = isAimless ? '' : `${exchanges.map(({ text }) => text).join(', ')}/`;
  return [loose(place, call, { what: 'topic', text: `publish ${through}${show(topic)}`, why: 'unresolved' })];
}

/** By the queue of that name, or through the exchange; of one that nobody names, also by the queue. */
function routesOf({ publication, heard, bound, wires }: Publishing, exchanges: readonly TopicName[], key: TopicName): Outcome[] {
  const { broker, reply } = publication;
  const routed = exchanges.map((exchange) => ({
    name: [exchange.text, key.text].filter(Boolean).join('/'),
    reached: throughExchange({ heard, bound, exchange, key }),
    protocol: protocolOf(broker, reply, false),
  }));
  if (exchanges.some(({ isExact }) => isExact) || routed.some(({ reached }) => reached.length > 0)) return routed;
  const reached = direct(broker, heard, { key, wires });
  return exchanges.length === 0 || reached.length > 0 ? [{ name: key.text, reached, protocol: protocolOf(broker, reply, true) }] : routed;
}

function metAt({ publication, rows }: Publishing, key: TopicName, routes: readonly Outcome[]): Meeting[] {
  const isPartial = !key.isExact;
  return routes.flatMap(({ name, reached, protocol }) => {
    addParty(rows, 'publishers', { ...publication, name, isPartial });
    for (const { subscription, sure } of reached)
      addParty(rows, 'consumers', { ...subscription, broker: publication.broker, name, isPartial, isAssumed: !sure });
    return meetingsOf(publication, { name: key.text === '' ? name : key.text, reached, protocol });
  });
}

function byType(publication: Publication, typed: readonly Typed[], rows: TopicRows): Meeting[] {
  const protocol = protocolOf(publication.broker, publication.reply, true);
  return [...groupBy(typed, ({ type }) => type)].flatMap(([name, same]) => {
    addParty(rows, 'publishers', { ...publication, name });
    for (const { subscription } of same) addParty(rows, 'consumers', { ...subscription, broker: publication.broker, name });
    return meetingsOf(publication, { name, reached: same.map(({ subscription }) => ({ subscription, sure: false })), protocol });
  });
}

/** The function that publishes is not seen to be called: what it would say is not said. */
function isUnsaid(topic: Residual): boolean {
  return topic.k === 'unknown' && topic.why === 'param';
}

interface Routed {
  readonly key: TopicName;
  readonly wires: readonly Wire[];
}

/** Those who asked for it, and those who read a queue behind it. */
function direct(broker: Broker, heard: readonly Subscription[], { key, wires }: Routed): Reached[] {
  const behind = wires.filter((wire) => wire.broker === broker && reaches(key, wire.topic, broker) === 'yes');
  const rest = wires.filter((wire) => !behind.includes(wire));
  return [...asked(broker, heard, key), ...behind.flatMap(({ to, queue }) => direct(to, heard, { key: queue, wires: rest }))];
}

function asked(broker: Broker, heard: readonly Subscription[], key: TopicName): Reached[] {
  return heard.flatMap((subscription) => {
    const other = subscription.broker;
    if (subscription.exchange !== undefined || (other !== broker && other !== 'unknown' && broker !== 'unknown')) return [];
    const wanted = broker === 'amqp' ? queueKeys(subscription.topic, subscription.place).map(asName) : topicsAsked(subscription);
    // Default exchange: the key is the name of a queue, without wildcards.
    const verdicts = wanted.map((one) => reaches(key, one, broker === 'amqp' ? 'unknown' : broker));
    const verdict = verdicts.find((one) => one === 'yes') ?? verdicts.find((one) => one !== undefined);
    return verdict === undefined ? [] : [{ subscription, sure: verdict === 'yes' }];
  });
}

function topicsAsked({ topic, place, broker }: Subscription): readonly TopicName[] {
  const names = topicNames(topic, place, broker);
  return names.length > 0 ? names : variableNames(topic, place, { isAny: false });
}

function asName(key: string): TopicName {
  return { text: key, key, isExact: !key.includes('\0') };
}

interface Exchanged {
  readonly heard: readonly Subscription[];
  readonly bound: readonly Binding[];
  readonly exchange: TopicName;
  readonly key: TopicName;
}

function throughExchange({ heard, bound, exchange, key }: Exchanged): Reached[] {
  const queues = new Map(boundQueues(bound, exchange, key).map(({ queue, sure }) => [queue, sure]));
  return heard.flatMap((subscription) => {
    if (subscription.broker !== 'amqp') return [];
    if (subscription.exchange !== undefined) return consumesExchange(subscription, exchange, key);
    const found = queueKeys(subscription.topic, subscription.place).filter((queue) => queues.has(queue));
    return found.length === 0 ? [] : [{ subscription, sure: found.some((queue) => queues.get(queue) === true) }];
  });
}

function consumesExchange(subscription: Subscription, exchange: TopicName, key: TopicName): Reached[] {
  const { place } = subscription;
  const isSame = exchangesOf(subscription.exchange, place).some((name) => reaches(exchange, name, 'unknown') === 'yes');
  const verdicts = isSame ? topicNames(subscription.topic, place, 'amqp').map((pattern) => keyReaches(key, pattern)) : [];
  const verdict = verdicts.find((one) => one === 'yes') ?? verdicts.find((one) => one !== undefined);
  return verdict === undefined ? [] : [{ subscription, sure: verdict === 'yes' }];
}

interface Outcome {
  readonly name: string;
  readonly reached: readonly Reached[];
  readonly protocol: EdgeProtocol;
}

/** Who publishes to itself has no edge. */
function meetingsOf({ place, call }: Publication, { name, reached, protocol }: Outcome): Meeting[] {
  const others = reached.filter(({ subscription }) => subscription.place.unit.name !== place.unit.name);
  if (others.length === 0) return [settled(place, call)];
  const style = protocol === 'queue-rpc' ? ('sync' as const) : ('async' as const);
  return others.map(({ subscription, sure }) => ({
    kind: 'edge', from: place.unit.name, to: subscription.place.unit.name, protocol, style, name, tier: sure ? 'static' : 'inferred',
    at: call.at, profile: place.profile, ...(call.id >= 0 && { call }), ...operationOf(subscription),
  })); // prettier-ignore
}

function operationOf({ operation }: Subscription): { readonly operation?: string } {
  return operation === undefined ? {} : { operation };
}

function protocolOf(broker: Broker, reply: boolean, isDirect: boolean): EdgeProtocol {
  if (reply) return 'queue-rpc';
  if (broker === 'redis-stream') return 'stream';
  return broker === 'bull' || broker === 'jobs' || broker === 'sqs' || broker === 'queues' || (broker === 'amqp' && isDirect)
    ? 'queue'
    : 'event';
}

function subscribedName({ topic, exchange, place, broker }: Subscription): { readonly name: string; readonly isPartial: boolean } {
  const [of] = topicNames(topic, place, broker);
  const [from] = exchangesOf(exchange, place);
  return {
    name: [from?.text, of?.text].filter(Boolean).join('/'),
    isPartial: of?.isExact === false || (from !== undefined && !from.isExact),
  };
}
