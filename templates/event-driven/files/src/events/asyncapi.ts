import { z } from 'zod';

import { envelopeOf, type EventDefinition, topicOf } from './event.js';

type Part = Readonly<Record<string, unknown>>;

/** The contract of the events as AsyncAPI 3. */
export function asyncApi(service: string, sends: readonly EventDefinition[], receives: readonly EventDefinition[]): Part {
  const topics = new Map([...sends, ...receives].filter(isTold).map((event) => [topicOf(event), event]));
  const operations = (action: 'send' | 'receive', events: readonly EventDefinition[]) =>
    events.filter(isTold).map((event) => [`${action}.${topicOf(event)}`, { action, channel: { $ref: `#/channels/${topicOf(event)}` } }]);
  return {
    asyncapi: '3.0.0',
    info: { title: service, version: '1.0.0' },
    defaultContentType: 'application/json',
    channels: Object.fromEntries([...topics].map(([topic, event]) => [topic, channelOf(topic, event)])),
    operations: Object.fromEntries([...operations('send', sends), ...operations('receive', receives)]) as Part,
  };
}

/** Domain events stay inside: they are no contract. */
function isTold({ kind }: EventDefinition): boolean {
  return kind !== 'domain';
}

function channelOf(address: string, event: EventDefinition): Part {
  // What may be sent: fields that are added later do not break it.
  const payload = z.toJSONSchema(envelopeOf(event), { target: 'draft-7', io: 'input' });
  return { address, messages: { event: { name: address, title: event.type, summary: event.summary, payload } } };
}
