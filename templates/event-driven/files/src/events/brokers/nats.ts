import { AckPolicy, jetstream, jetstreamManager, type JetStreamClient, type JsMsg, RetentionPolicy } from '@nats-io/jetstream';
import { connect, headers as natsHeaders, type NatsConnection } from '@nats-io/transport-node';

import type { Broker, Message, Subscription } from '../broker.js';

/** One stream for all events: whoever comes first makes it. */
const STREAM = 'EVENTS';
const PREFIX = 'events.';
const KEY = 'Event-Key';
/** How long a message that was not accepted waits, in milliseconds. */
const PAUSE = 1000;

/** In nanoseconds, as the server counts. */
const SECOND = 1_000_000_000;
const WEEK = 7 * 86_400 * SECOND;
/** To accept a message is to write it down: whoever has not done so by then has died, and it is sent again. */
const LEASE = 5 * SECOND;

/** NATS JetStream: durable consumers, acknowledged one by one. */
export async function natsBroker(url: string): Promise<Broker> {
  const connection = await connect({ servers: url, maxReconnectAttempts: -1 });
  const manager = await jetstreamManager(connection);
  await manager.streams.add({ name: STREAM, subjects: [`${PREFIX}>`], retention: RetentionPolicy.Limits, max_age: WEEK });
  const stream = jetstream(connection);

  return {
    name: 'nats',
    async publish({ id, topic, key, headers, body }) {
      const sent = natsHeaders();
      for (const [name, value] of Object.entries({ ...headers, [KEY]: key })) sent.set(name, value);
      // The stream drops what it has had within two minutes: an id that is sent again.
      await stream.publish(PREFIX + topic, body, { msgID: id, headers: sent });
    },
    async subscribe(subscription) {
      const name = `${subscription.consumer}_${subscription.topic}`.replaceAll('.', '-');
      await manager.consumers.add(STREAM, {
        durable_name: name,
        filter_subject: PREFIX + subscription.topic,
        ack_policy: AckPolicy.Explicit,
        ack_wait: LEASE,
      });
      await consume(stream, connection, name, subscription);
    },
    close: async () => connection.drain(),
  };
}

async function consume(stream: JetStreamClient, connection: NatsConnection, name: string, subscription: Subscription): Promise<void> {
  const consumer = await stream.consumers.get(STREAM, name);
  const messages = await consumer.consume();
  void (async () => {
    for await (const message of messages) {
      await subscription.accept(messageOf(message)).then(
        () => void message.ack(),
        () => void message.nak(PAUSE),
      );
    }
  })().catch(async () => {
    if (!connection.isClosed() && !connection.isDraining()) await consume(stream, connection, name, subscription);
  });
}

function messageOf(message: JsMsg): Message {
  const headers: Record<string, string> = {};
  for (const name of message.headers?.keys() ?? []) headers[name.toLowerCase()] = message.headers?.get(name) ?? '';
  const { [KEY.toLowerCase()]: key = '', 'nats-msg-id': id = String(message.seq), ...rest } = headers;
  return { id, topic: message.subject.slice(PREFIX.length), key, headers: rest, body: message.string() };
}
