import type { TopicSubscription } from '../../../model/deployment.js';
import { pathOf, type Residual } from '../../../model/residual.js';
import { placesIn, type Context } from '../context.js';
import { signalsOf, type LinkedUnit, type SignalOf } from '../input.js';
import type { Place } from '../places.js';
import { chainOf } from '../values/fields.js';
import { exactName, reaches, topicNames, variableNames, type TopicName } from './topic-name.js';

/** A queue that gets what is published to an exchange under a fitting key. */
export interface Binding {
  readonly queue: string;
  readonly exchange: TopicName;
  readonly pattern: TopicName;
}

function bindingsIn(item: LinkedUnit): SignalOf<'bind'>[] {
  return signalsOf(item, 'bind').filter(({ broker }) => broker === undefined);
}

/** Bindings of all units and of the broker's own files: a queue of a name may be bound by another service than the one that reads it. */
export function bindingsOf(
  { linked, places, subscriptions }: Pick<Context, 'linked' | 'places' | 'subscriptions'>,
  profile: string,
): Binding[] {
  return [...subscriptions.flatMap(ofFile), ...linked.flatMap((item) => ofUnit(item, places, profile))];
}

function ofFile({ exchange, topic, queue }: TopicSubscription): Binding[] {
  return exchange === undefined ? [] : [{ queue, exchange: exactName(exchange), pattern: exactName(topic) }];
}

function ofUnit(item: LinkedUnit, places: Context['places'], profile: string): Binding[] {
  const own = placesIn(places, item.unit);
  const here = own.filter((place) => place.profile === profile);
  return (here.length > 0 ? here : own).flatMap((place) =>
    bindingsIn(item).flatMap(({ queue, exchange, pattern }) =>
      queueKeys(queue, place).flatMap((key) =>
        exchangesOf(exchange, place).flatMap((name) =>
          patternsOf(pattern, place).map((wanted) => ({ queue: key, exchange: name, pattern: wanted })),
        ),
      ),
    ),
  );
}

/** Of an exchange that is '' or not given, the key is the queue; one that a variable names which nobody sets is told by its keys. */
export function exchangesOf(exchange: Residual | undefined, place: Place): readonly TopicName[] {
  if (exchange === undefined) return [];
  const names = topicNames(exchange, place, 'amqp').filter(({ key }) => key !== '');
  return names.length > 0 ? names : variableNames(exchange, place, { isAny: true });
}

function patternsOf(pattern: Residual, place: Place): readonly TopicName[] {
  const names = topicNames(pattern, place, 'amqp');
  return names.length > 0 ? names : [{ text: '{}', key: '\0', isExact: false }];
}

/** Calls whose result is a queue. */
const DECLARES = /\.(?:assertQueue|declareQueue)\(\)$/;

/** A queue is its name; one without a name is the call that declared it, as is the one that reads an exchange. */
export function queueKeys(queue: Residual, place: Place): string[] {
  if (queue.k === 'call' && pathOf(queue)?.endsWith('.declareExchange()') === true) return [`${place.unit.name}:${queue.site}`];
  const declared = chainOf(queue).find((one) => one.k === 'call' && DECLARES.test(pathOf(one) ?? ''));
  if (declared?.k === 'call') {
    const [name] = declared.args;
    const names = name === undefined ? [] : namesOfQueue(name, place);
    return names.length > 0 ? names : [`${place.unit.name}:${declared.site}`];
  }
  return namesOfQueue(queue, place);
}

function namesOfQueue(queue: Residual, place: Place): string[] {
  const names = topicNames(queue, place, 'amqp').filter(({ key }) => key !== '');
  return (names.length > 0 ? names : variableNames(queue, place, { isAny: false })).map(({ key }) => key);
}

/** Queues that a message to an exchange ends in. A fanout ignores keys; then both sides usually leave them empty. */
export function boundQueues(
  bindings: readonly Binding[],
  exchange: TopicName,
  key: TopicName,
): { readonly queue: string; readonly sure: boolean }[] {
  const here = bindings.flatMap((binding) => {
    const same = reaches(exchange, binding.exchange, 'unknown');
    return same === undefined ? [] : [{ ...binding, same }];
  });
  const patterns = new Set(here.map(({ pattern }) => pattern.key));
  return here.flatMap(({ queue, pattern, same }) => {
    // A key that nobody knows may fit any pattern: of several that would be a guess.
    const found = isUnknown(key) && patterns.size > 1 && !takesAll(pattern) ? undefined : keyReaches(key, pattern);
    // A guess at the exchange and a guess at the key are no connection.
    return found === undefined || (same !== 'yes' && found !== 'yes') ? [] : [{ queue, sure: same === 'yes' && found === 'yes' }];
  });
}

function isUnknown({ key }: TopicName): boolean {
  return key === '\0';
}

function takesAll(pattern: TopicName): boolean {
  return pattern.key === '#' || pattern.key === '' || isUnknown(pattern);
}

export function keyReaches(key: TopicName, pattern: TopicName): 'yes' | 'maybe' | undefined {
  if (isUnknown(key) || isUnknown(pattern)) return 'maybe';
  return reaches(key, pattern, 'amqp') ?? (pattern.key === '' ? 'maybe' : undefined);
}
