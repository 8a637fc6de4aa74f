import type { System, Topic, TopicEnd } from '../../model/system.js';

/** An event with one end: who is there. */
export interface Lonely {
  readonly name: string;
  /** Or where else the name is from. */
  readonly broker: string;
  readonly ends: readonly TopicEnd[];
}

/** A whole name: no variable, no value of the code, no pattern, nothing that tools publish for themselves, no call that AsyncAPI describes. */
export function isNamed(topic: string): boolean {
  return (
    /^[\w./:-]+$/.test(topic) &&
    !/^(?:grpc|https?|wss?|webhooks?)\/|dlq|dlx|dead.?letter|retry|reply|response|heartbeat|^\$|^__/i.test(topic)
  );
}

/** Those that are told to whoever wants to know, under a name that is known. */
export function eventsOf({ topics }: System): Topic[] {
  return topics.filter(({ name, isAsked }) => isAsked !== true && isNamed(name));
}

/** Somebody publishes or consumes what cannot be read: then nobody can say that a name has no other end. */
export function isOpenEnded({ services, loose, topics }: System): boolean {
  return (
    services.some(({ analysed, kind }) => !analysed && kind !== 'frontend') ||
    loose.some(({ kind, why }) => kind === 'topic' && why === 'unresolved') ||
    topics.some(({ name }) => /[{}*#>?]/.test(name))
  );
}

/** Events without the one end, as far as it can be told that there is none. */
export function oneSided(system: System, missing: 'publishers' | 'consumers'): Lonely[] {
  const present = missing === 'publishers' ? 'consumers' : 'publishers';
  const all = eventsOf(system);
  const lonely = all.filter((one) => one[missing].length === 0 && one[present].length > 0);
  const opposite = all.filter((one) => one[present].length === 0 && one[missing].length > 0);
  return lonely
    .filter((one) => !mayBeRouted(one, opposite, missing) && !isUnseen(one, all, lonely))
    .map(({ name, broker, [present]: ends }) => ({ name, broker, ends }));
}

/**
 * In AMQP a binding that is not seen may lead from any exchange to a queue that nobody names, and from what nobody hears to such
 * a queue; one that is only spelled otherwise is meant.
 */
function mayBeRouted({ broker, name }: Topic, opposite: readonly Topic[], missing: 'publishers' | 'consumers'): boolean {
  const others = opposite.filter((other) => other.broker === broker);
  if (broker !== 'amqp' || others.some((other) => spelled(other.name) === spelled(name))) return false;
  return missing === 'publishers' || others.length > 0;
}

export function spelled(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** So many do not all lead nowhere: the other ends are made in a way that is not read. */
const MANY = 3;

function isUnseen({ broker }: Topic, all: readonly Topic[], lonely: readonly Topic[]): boolean {
  const isMet = all.some((one) => one.broker === broker && one.publishers.length > 0 && one.consumers.length > 0);
  return !isMet && lonely.filter((one) => one.broker === broker).length >= MANY;
}

/** What a database writes is published under names that no code says. */
export function readsTheLog({ infrastructure }: System): boolean {
  return infrastructure.some(({ name, image = '' }) => /debezium|kafka-connect|\bmaxwell\b/i.test(`${name} ${image}`));
}
