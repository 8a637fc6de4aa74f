import type { IClientPublishOptions, IPublishPacket } from 'mqtt';

import type { Message } from '../broker.js';

const PREFIX = 'events/';
const ID = 'event-id';
const KEY = 'event-key';

export function topicFor(topic: string): string {
  return PREFIX + topic;
}

export function propertiesOf({ id, key, headers }: Message): NonNullable<IClientPublishOptions['properties']> {
  return { contentType: 'application/json', payloadFormatIndicator: true, userProperties: { ...headers, [ID]: id, [KEY]: key } };
}

export function messageOf(topic: string, { payload, properties }: IPublishPacket): Message {
  const all = Object.entries(properties?.userProperties ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  const { [ID]: id = '', [KEY]: key = '', ...headers } = Object.fromEntries(all);
  return { id, topic, key, headers, body: payload.toString() };
}
