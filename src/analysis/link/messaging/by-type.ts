import type { Unit } from '../../../model/deployment.js';
import type { Broker } from '../../../model/signal.js';
import type { LinkedUnit } from '../input.js';
import { isOwn } from '../paths.js';
import { typesHandled, typesSaid } from './message-types.js';
import type { Wire } from './subscriptions.js';
import type { Publication, Subscription } from './talks.js';
import { reaches, topicNames } from './topic-name.js';

/** A message and who tells messages of its type apart from others. */
export interface Typed {
  readonly type: string;
  readonly subscription: Subscription;
}

/** Queues that are put behind topics elsewhere than in code. */
const BEHIND: Partial<Record<Broker, Broker>> = { sns: 'sqs', eventbridge: 'sqs' };

const memo = new WeakMap<Subscription, ReadonlySet<string>>();

/**
 * Where an address is not known, or nothing says which queues lie behind a topic, a message may still say what it is, and who consumes may
 * ask for that. Only among those whose own address is as unknown.
 */
export function heardByType(
  publication: Publication,
  {
    heard,
    wires,
    linked,
  }: { readonly heard: readonly Subscription[]; readonly wires: readonly Wire[]; readonly linked: readonly LinkedUnit[] },
): Typed[] {
  const { broker, topic, exchange, place } = publication;
  if (exchange !== undefined || isWired(wires, { broker, topic, place }, 'topic')) return [];
  const types = typesSaid(publication);
  if (types.length === 0 || runsOthers(place.unit, linked)) return [];
  const open = heard.filter((one) => one.exchange === undefined && isBehind(broker, one.broker) && !isWired(wires, one, 'queue'));
  return open.flatMap((subscription) => {
    const handled = handledBy(subscription, linked);
    return types.filter(({ key }) => handled.has(key)).map(({ text }) => ({ type: text, subscription }));
  });
}

function isBehind(broker: Broker, other: Broker): boolean {
  return (BEHIND[broker] ?? broker) === other;
}

/** Its address is known, and of what is wired outside of code, the wire. */
function isWired(
  wires: readonly Wire[],
  { broker, topic, place }: Pick<Publication, 'broker' | 'topic' | 'place'>,
  end: 'topic' | 'queue',
): boolean {
  const names = topicNames(topic, place, broker);
  const isCloud = broker in BEHIND || Object.values(BEHIND).includes(broker);
  if (!isCloud) return names.length > 0;
  return names.some((name) => wires.some((wire) => reaches(name, wire[end], broker) === 'yes'));
}

/** A process that runs other services inside of itself gives them other ways to talk; which, it decides when it starts. */
function runsOthers(unit: Unit, linked: readonly LinkedUnit[]): boolean {
  const files = linked.find((one) => one.unit.name === unit.name)?.program.files ?? [];
  const others = linked.filter((one) => one.unit.name !== unit.name && one.unit.path !== unit.path);
  return files.some((file) => others.some((other) => isOwn(file, other.unit)));
}

function handledBy(subscription: Subscription, linked: readonly LinkedUnit[]): ReadonlySet<string> {
  const known = memo.get(subscription);
  if (known) return known;
  const own = linked.find(({ unit }) => unit.name === subscription.place.unit.name);
  const handled: ReadonlySet<string> = own ? typesHandled(own, subscription) : new Set<string>();
  memo.set(subscription, handled);
  return handled;
}
