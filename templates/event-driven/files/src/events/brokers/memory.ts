import type { Broker, Subscription } from '../broker.js';

/**
 * In this process only. A message is taken over when all consumers have accepted it: what they reject stays in the
 * outbox, so that nothing is lost here either.
 */
export function memoryBroker(): Broker {
  const subscriptions: Subscription[] = [];
  return {
    name: 'memory',
    async publish(message) {
      for (const { topic, accept } of subscriptions) if (topic === message.topic) await accept(message);
    },
    subscribe: async (subscription) => Promise.resolve(void subscriptions.push(subscription)),
    close: async () => Promise.resolve(),
  };
}
