import type { TopicSubscription } from '../../model/deployment.js';
import { JsonError, parseJson } from '../../shared/json.js';
import { baseName } from '../../shared/paths.js';

/** Names that people give to what a RabbitMQ server loads at its start. */
export function isBrokerDefinitions(file: string): boolean {
  return /(?:rabbit|definitions)[\w.-]*\.json$/i.test(baseName(file));
}

/** Queues bound to exchanges by definitions that RabbitMQ exports and loads; none where the file is another one. */
export function readBindings(file: string, text: string): TopicSubscription[] {
  const json = parsed(text);
  const { bindings, exchanges } = isObject(json?.value) ? json.value : {};
  if (!Array.isArray(bindings) || !Array.isArray(exchanges) || json === undefined) return [];
  const fanouts = new Set(exchanges.filter(isObject).flatMap(({ name, type }) => (type === 'fanout' ? [name] : [])));
  return bindings.filter(isObject).flatMap((binding) => {
    const { source, destination, destination_type: kind, routing_key: key } = binding;
    if (typeof source !== 'string' || typeof destination !== 'string' || kind !== 'queue') return [];
    const topic = fanouts.has(source) || typeof key !== 'string' ? '#' : key;
    return [{ broker: 'amqp', exchange: source, topic, queue: destination, at: { file, ...json.startOf(binding) } }];
  });
}

function parsed(text: string): ReturnType<typeof parseJson> | undefined {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
