import { pathOf, type Residual } from '../../model/residual.js';
import { placesIn, type Context } from './context.js';
import { chainOf } from './fields.js';
import { signalsOf, type LinkedUnit, type SignalOf } from './input.js';
import type { Place } from './places.js';
import { reaches, topicNames, type TopicName } from './topic-name.js';

/** A queue that gets what is published to an exchange under a fitting key. */
export interface Binding {
  readonly queue: string;
  readonly exchange: TopicName;
  readonly pattern: TopicName;
}

function bindingsIn(item: LinkedUnit): SignalOf<'bind'>[] {
  return signalsOf(item, 'bind').filter(({ broker }) => broker === undefined);
}

/** Bindings of all units: a queue of a name may be bound by another service than the one that reads it. */
export function bindingsOf({ linked, places }: Pick<Context, 'linked' | 'places'>, profile: string): Binding[] {
  return linked.flatMap((item) => {
    const own = placesIn(places, item.unit);
    const here = own.filter((place) => place.profile === profile);
    return (here.length > 0 ? here : own).flatMap((place) =>
      bindingsIn(item).flatMap(({ queue, exchange, pattern }) =>
        queueKeys(queue, place).flatMap((key) =>
          topicNames(exchange, place, 'amqp').flatMap((name) =>
            patternsOf(pattern, place).map((wanted) => ({ queue: key, exchange: name, pattern: wanted })),
          ),
        ),
      ),
    );
  });
}

function patternsOf(pattern: Residual, place: Place): TopicName[] {
  const names = topicNames(pattern, place, 'amqp');
  return names.length > 0 ? names : [{ text: '{}', key: '\0', isExact: false }];
}

/** A queue is its name; one without a name is the call that declared it. */
export function queueKeys(queue: Residual, place: Place): string[] {
  const declared = chainOf(queue).find((one) => one.k === 'call' && pathOf(one)?.endsWith('.assertQueue()') === true);
  if (declared?.k === 'call') {
    const [name] = declared.args;
    const names = name === undefined ? [] : topicNames(name, place, 'amqp').filter(({ key }) => key !== '');
    return names.length > 0 ? names.map(({ key }) => key) : [`${place.unit.name}:${declared.site}`];
  }
  return topicNames(queue, place, 'amqp').flatMap(({ key }) => (key === '' ? [] : key));
}

/** Queues that a message to an exchange ends in. A fanout ignores keys; then both sides usually leave them empty. */
export function boundQueues(
  bindings: readonly Binding[],
  exchange: TopicName,
  key: TopicName,
): { readonly queue: string; readonly sure: boolean }[] {
  return bindings.flatMap((binding) => {
    const same = reaches(exchange, binding.exchange, 'unknown');
    if (same === undefined) return [];
    const found = keyReaches(key, binding.pattern);
    return found === undefined ? [] : [{ queue: binding.queue, sure: same === 'yes' && found === 'yes' }];
  });
}

export function keyReaches(key: TopicName, pattern: TopicName): 'yes' | 'maybe' | undefined {
  if (key.key === '\0' || pattern.key === '\0') return 'maybe';
  return reaches(key, pattern, 'amqp') ?? (pattern.key === '' ? 'maybe' : undefined);
}
