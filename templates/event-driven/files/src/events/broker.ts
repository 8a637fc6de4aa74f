import { token } from '../service.js';

export interface Message {
  /** The same when it is sent again. */
  readonly id: string;
  readonly topic: string;
  /** Messages of one key keep their order. */
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, as a text: whoever receives it decides whether it can be read. */
  readonly body: string;
}

export interface Subscription {
  readonly topic: string;
  /** Every consumer gets every message once; instances of one share them. Letters, digits, `-`. */
  readonly consumer: string;
  /** The message is gone for the broker when it resolves, and comes again when it rejects. */
  readonly accept: (message: Message) => Promise<void>;
}

/** What carries messages between services: at least once. */
export interface Broker {
  readonly name: string;
  /** Resolves when the broker has taken it over. */
  publish(message: Message): Promise<void>;
  /** Survives lost connections. Resolves when messages that are published from now on will be received. */
  subscribe(subscription: Subscription): Promise<void>;
  close(): Promise<void>;
}

/** Given by another module, or opened from BROKER_URL. */
export const messageBroker = token<Broker>('the message broker');

/** The client library of a broker is loaded when its URL is set, and only then. */
export async function openBroker(url: string): Promise<Broker> {
  const { protocol } = new URL(url);
  if (protocol === 'memory:') return (await import('./brokers/memory.js')).memoryBroker();
  if (protocol === 'nats:' || protocol === 'tls:') return (await import('./brokers/nats.js')).natsBroker(url);
  if (protocol === 'amqp:' || protocol === 'amqps:') return (await import('./brokers/rabbitmq.js')).rabbitBroker(url);
  if (protocol === 'mqtt:' || protocol === 'mqtts:') return (await import('./brokers/mqtt.js')).mqttBroker(url);
  throw new Error(`BROKER_URL: nothing is known of ${protocol}//, only of memory:, nats://, amqp:// and mqtt://`);
}
