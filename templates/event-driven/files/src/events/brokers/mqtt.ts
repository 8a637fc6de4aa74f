import { connectAsync, type IClientOptions } from 'mqtt';

import type { Broker, Message } from '../broker.js';
import { propertiesOf, topicFor } from './mqtt-message.js';
import { freeTopicOf, MqttSession } from './mqtt-session.js';

/** Connects again every second, also to a broker that has answered that it is busy. */
const CONNECTION: IClientOptions = { protocolVersion: 5, reconnectPeriod: 1000, reconnectOnConnackError: true };

/**
 * MQTT 5, at least once: a session at the broker is the queue of each consumer and topic. The broker has to keep sessions
 * on a disk, and as many messages in them as may wait (Mosquitto: `persistence true`, `max_queued_messages 0`).
 */
export async function mqttBroker(url: string): Promise<Broker> {
  const sessions = new Map<string, MqttSession>();
  const sender = await connectAsync(url, CONNECTION, false);
  // Whoever was not connected may have missed that a session is free.
  sender.on('connect', () => {
    for (const session of sessions.values()) session.take();
  });
  sender.on('message', (topic) => sessions.get(topic)?.take());

  return {
    name: 'mqtt',
    async publish(message: Message) {
      if (!sender.connected) throw new Error('MQTT is not connected');
      await new Promise<void>((resolve, reject) => {
        // Without a connection the client would wait for the next one, as long as that takes: the outbox knows better.
        const lose = (): void => {
          reject(new Error('the connection to MQTT was lost'));
        };
        sender.once('close', lose);
        sender.publish(topicFor(message.topic), message.body, { qos: 1, properties: propertiesOf(message) }, (error) => {
          sender.off('close', lose);
          if (error === undefined || error === null) resolve();
          else reject(error);
        });
      });
    },
    async subscribe(subscription) {
      await sender.subscribeAsync(freeTopicOf(subscription), { qos: 1 });
      const session = new MqttSession(url, CONNECTION, subscription);
      sessions.set(freeTopicOf(subscription), session);
      await session.begun;
    },
    async close() {
      await Promise.all([...sessions.values()].map(async (session) => session.close()));
      await sender.endAsync(!sender.connected);
    },
  };
}
