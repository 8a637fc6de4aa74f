import type { Broker } from '../../../model/signal.js';
import type { Location } from '../../../model/location.js';
import type { ExternalCall } from '../../../model/program.js';
import type { EdgeProtocol } from '../../../model/system.js';
import { keyReaches, queueKeys, type Binding } from './amqp.js';
import { placesIn, type Context } from '../context.js';
import type { MetPeer } from '../meeting.js';
import { isMetIn, type Place } from '../places.js';
import type { Publication, Subscription } from './talks.js';
import type { Told } from './told.js';
import { exactName, reaches, topicNames, type TopicName } from './topic-name.js';
import { addParty, type TopicRows } from './topic-rows.js';

/** One end of a conversation, as code or a document has it. */
interface End {
  readonly place: Place;
  readonly broker: Broker;
  readonly replies: boolean;
  readonly at: Location;
  /** What it sends under, or asks for; any of them. */
  readonly names: readonly Name[];
  readonly told: boolean;
  readonly call?: ExternalCall;
  readonly operation?: string;
}

interface Name {
  readonly exchange?: TopicName;
  readonly key: TopicName;
}

interface Talks {
  readonly publications: readonly Publication[];
  readonly subscriptions: readonly Subscription[];
  /** Queues behind exchanges, in a profile. */
  readonly bound: (profile: string) => readonly Binding[];
  readonly rows: TopicRows;
}

/** Messages that documents tell of, to and from those whose code or document tells of the other end. Nobody proved that they are sent. */
export function toldMeetings(
  { told: all, places }: Pick<Context, 'places'> & { readonly told: readonly Told[] },
  { publications, subscriptions, bound, rows }: Talks,
  protocolOf: (broker: Broker, reply: boolean, isDirect: boolean) => EdgeProtocol,
): MetPeer[] {
  if (all.length === 0) return [];
  const told = all.flatMap((one) => placesIn(places, { name: one.unit }).map((place) => endOf(one, place)));
  const senders = [...told.filter(({ action }) => action === 'send').map(({ end }) => end), ...publications.map(sender)];
  const receivers = [
    ...told.filter(({ action }) => action === 'receive').map(({ end }) => end),
    ...subscriptions.map((one) => receiver(one, bound(one.place.profile))),
  ];
  const heard = new Set<End>();
  const meetings = senders.flatMap((from) => {
    const met = receivers.filter((to) => (from.told || to.told) && isMetIn(from.place.profile, to.place, places));
    return met.flatMap((to) => {
      const name = meeting(from, to);
      if (name === undefined) return [];
      heard.add(from).add(to);
      for (const [side, end] of [['publishers', from], ['consumers', to]] as const) add(rows, side, { ...end, broker: from.broker }, name); // prettier-ignore
      if (from.place.unit.name === to.place.unit.name) return [];
      const protocol = protocolOf(from.broker, from.replies, name.exchange === undefined);
      return [edge(from, to, { name: name.key.text, protocol })];
    });
  });
  const alone = told.filter(({ end }) => !heard.has(end));
  for (const { end, action } of alone) for (const name of end.names) add(rows, action === 'send' ? 'publishers' : 'consumers', end, name);
  return meetings;
}

function endOf(
  { action, replies, broker, name: key, exchange, at }: Told,
  place: Place,
): { readonly action: Told['action']; readonly end: End } {
  const names = [{ key, ...(exchange && { exchange }) }];
  return { action, end: { place, broker, replies, at, names, told: true, ...(action === 'receive' && { operation: `${replies ? 'rpc' : 'event'} ${key.text}` }) } }; // prettier-ignore
}

function sender({ place, broker, topic, exchange, reply, call }: Publication): End {
  const keys = topicNames(topic, place, broker);
  const from = exchange === undefined ? [] : topicNames(exchange, place, 'amqp').filter(({ key }) => key !== '');
  const names = from.length === 0 ? keys.map((key) => ({ key })) : from.flatMap((one) => keys.map((key) => ({ key, exchange: one })));
  return { place, broker, replies: reply, at: call.at, names, told: false, call };
}

/** A queue is known by its own name, and by what is put into it. */
function receiver({ place, broker, topic, exchange, reply, operation, call }: Subscription, bound: readonly Binding[]): End {
  const rest = { place, broker, replies: reply, at: call.at, told: false, ...(operation !== undefined && { operation }) };
  if (broker !== 'amqp') return { ...rest, names: topicNames(topic, place, broker).map((key) => ({ key })) };
  const from = exchange === undefined ? [] : topicNames(exchange, place, 'amqp');
  const keys = from.length > 0 ? topicNames(topic, place, 'amqp').flatMap((key) => from.map((one) => ({ key, exchange: one }))) : [];
  const queues = queueKeys(topic, place);
  const behind = bound.filter(({ queue }) => queues.includes(queue)).map(({ exchange: one, pattern }) => ({ key: pattern, exchange: one }));
  return { ...rest, names: from.length > 0 ? keys : [...queues.map((queue) => ({ key: exactName(queue) })), ...behind] };
}

/** The name under which both mean the same. */
function meeting(from: End, to: End): Name | undefined {
  if (from.broker !== to.broker && from.broker !== 'unknown' && to.broker !== 'unknown') return undefined;
  return from.names.find((sent) => to.names.some((wanted) => isSame(sent, wanted, from.broker)));
}

function isSame(sent: Name, wanted: Name, broker: Broker): boolean {
  const areApart = sent.exchange !== undefined && wanted.exchange !== undefined && sent.exchange.key !== wanted.exchange.key;
  if (areApart) return false;
  return (broker === 'amqp' ? keyReaches(sent.key, wanted.key) : reaches(sent.key, wanted.key, broker)) !== undefined;
}

function edge(from: End, to: End, how: Pick<MetPeer, 'name' | 'protocol'>): MetPeer {
  const style = how.protocol === 'queue-rpc' ? 'sync' : 'async';
  return {
    kind: 'edge', from: from.place.unit.name, to: to.place.unit.name, ...how, style, tier: 'inferred',
    at: from.at, profile: from.place.profile, ...(from.call && from.call.id >= 0 && { call: from.call }), ...(to.operation !== undefined && { operation: to.operation }),
  }; // prettier-ignore
}

function add(rows: TopicRows, side: 'publishers' | 'consumers', { place, broker, replies, at }: End, { exchange, key }: Name): void {
  const name = [exchange?.text, key.text].filter(Boolean).join('/');
  addParty(rows, side, { place, broker, name, isPartial: !key.isExact, call: { at }, ...(replies && { reply: true }) });
}
