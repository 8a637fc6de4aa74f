import { setTimeout as sleep } from 'node:timers/promises';

import { connect, type IClientOptions, type IPublishPacket, type MqttClient } from 'mqtt';

import type { Subscription } from '../broker.js';
import { messageOf, topicFor } from './mqtt-message.js';

/** How long the broker keeps a session that nobody empties, in seconds. */
const WEEK = 7 * 86_400;
/** Messages that the broker sends before the first of them is acknowledged. */
const IN_FLIGHT = 20;
/** Before a message that was not accepted is tried again, in milliseconds. */
const PAUSE = 1000;

/** Reason codes of MQTT 5. */
const TAKEN_OVER = 0x8e;
const DISCONNECT_WITH_WILL = 0x04;

const NOTHING = Buffer.alloc(0);

/**
 * The messages that wait for a consumer. All instances know the session by one name, so it outlives each of them; the
 * broker gives it to one at a time, the last that has asked. The others stand by until its will tells that it is gone.
 * (A shared subscription would give each a session of its own, and lose what lies in those whose instance never returns.)
 */
export class MqttSession {
  /** Resolves when messages that are published from now on will be kept. */
  readonly begun: Promise<void>;
  private readonly client: MqttClient;
  private standsBy = false;

  constructor(
    url: string,
    connection: IClientOptions,
    private readonly subscription: Subscription,
  ) {
    this.client = connect(url, {
      ...connection,
      clientId: nameOf(subscription),
      clean: false,
      resubscribe: false,
      properties: { sessionExpiryInterval: WEEK, receiveMaximum: IN_FLIGHT },
      // Without the delay each change from one instance to the next would be told, and lead to another.
      will: { topic: freeTopicOf(subscription), payload: NOTHING, qos: 1, retain: false, properties: { willDelayInterval: 1 } },
    });
    // What waits comes right after the connection: this has to be there before.
    this.client.handleMessage = (packet, done) => void this.receive(packet, done);
    this.begun = this.begin();
  }

  /** Takes the session over, when another instance had it. */
  take(): void {
    if (!this.standsBy) return;
    this.standsBy = false;
    this.client.reconnect();
  }

  async close(): Promise<void> {
    this.standsBy = false;
    await this.client.endAsync(!this.client.connected, { reasonCode: DISCONNECT_WITH_WILL });
  }

  private async begin(): Promise<void> {
    const { client, subscription } = this;
    await new Promise<void>((resolve, reject) => {
      client.on('connect', () => {
        client.subscribe(topicFor(subscription.topic), { qos: 1 }, (error) => {
          if (error === null) resolve();
          // Without a connection it is tried on the next one; what the broker refuses, it would refuse again.
          else if (client.connected) reject(error);
        });
      });
      client.on('disconnect', ({ reasonCode }) => {
        if (reasonCode !== TAKEN_OVER) return;
        this.standsBy = true;
        client.end(true);
        // The other instance subscribes.
        resolve();
      });
    });
  }

  /**
   * One at a time, in order. Nothing can be given back to MQTT, so it is tried until it is accepted; the broker sends it
   * again when the connection ends before that.
   */
  private async receive(packet: IPublishPacket, done: (error?: Error) => void): Promise<void> {
    const { client, subscription } = this;
    const { stream } = client;
    const isConnected = (): boolean => client.stream === stream && client.connected && !client.disconnecting;
    const message = messageOf(subscription.topic, packet);
    while (isConnected() && !(await subscription.accept(message).then(yes, no))) await sleep(PAUSE);
    // On another connection the acknowledgement could be taken for that of another message.
    done(isConnected() ? undefined : new Error('the connection that has brought the message is gone'));
  }
}

/** Where the broker tells that no instance has the session. */
export function freeTopicOf(subscription: Subscription): string {
  return `events-free/${subscription.consumer}/${subscription.topic}`;
}

function nameOf({ consumer, topic }: Subscription): string {
  return `${consumer}_${topic}`;
}

const yes = (): boolean => true;
const no = (): boolean => false;
