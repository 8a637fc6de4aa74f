import { all, CODE, file, moving, plugging, replacing, without } from '../../support/edits.js';
import { type Essential, forEach } from './essential.js';

const BUS = file('src/events/bus.ts');
const INBOX = file('src/events/inbox.ts');

/** Integration events go to the broker at once. */
const withoutOutbox = all(
  without(file('src/events/outbox.ts')),
  replacing(BUS, /^.*outbox.*$/gim, ''),
  replacing(BUS, 'await this.keep(told)', 'await this.sendNow(told)'),
  replacing(/^services\/orders\/migrations\//, /event_outbox/g, 'event_told'),
  replacing(CODE, /event_outbox/g, 'event_told'),
);

/** A service listens to an event of the other one: in its code, and in the list of what it consumes. */
const listening = (service: string, event: string) =>
  all(
    plugging(
      'billing',
      {
        imports: "import { z } from 'zod';\nimport { events } from '../events/bus.js';\nimport { defineEvent } from '../events/event.js';",
        start: `    const told = defineEvent({ kind: 'integration', type: '${event}', version: 1, summary: 'told', data: z.object({ id: z.uuid() }) });
    service.use(events).subscribe(told, { name: 'billing', handle: async ({ data }) => void service.log.info(data, 'billed') });`,
      },
      service,
    ),
    replacing(/^msa\.yaml$/, new RegExp(`( {2}${service}:\\n(?: {4}.*\\n)*? {4}consumes: )\\[\\]`, 'g'), `$1[${event}.v1]`),
  );

/** A queue in RabbitMQ beside: who sends to it, and who works on what comes. */
const labels = plugging('labels', {
  imports: "import { connect } from 'amqplib';\nimport { db } from '../database/db.js';",
  start: `    const channel = await (await connect(process.env.LABELS_URL)).createChannel();
    await channel.assertQueue('labels', { deadLetterExchange: 'labels.dead' });
    service.http.post('/v1/labels', async () => channel.sendToQueue('labels', Buffer.from('{}')));
    await channel.consume('labels', async (message) => {
      await service.use(db).query('insert into label (id, text) values ($1, $2)', [message.properties.messageId, 'x']);
      channel.ack(message);
    });`,
});
const LABELS = file('src/labels/module.ts');
const printedTwice = replacing(LABELS, 'insert into label (id, text) values ($1, $2)', 'insert into label (text) values ($2)');

/** A log in Kafka beside. */
const activity = plugging('activity', {
  imports: "import { Kafka } from 'kafkajs';\nimport { db } from '../database/db.js';",
  start: `    const kafka = new Kafka({ brokers: [process.env.KAFKA] });
    const producer = kafka.producer();
    service.http.post('/v1/visits', async () => producer.send({ topic: 'visits', messages: [{ value: '{}' }] }));
    const consumer = kafka.consumer({ groupId: 'activity' });
    await consumer.subscribe({ topic: 'visits' });
    await consumer.run({
      eachMessage: async ({ message }) => {
        await service.use(db).query('insert into visit (id, page) values ($1, $2)', [message.key, 'x']);
      },
    });`,
});
const ACTIVITY = file('src/activity/module.ts');

export const events: readonly Essential[] = [
  ...forEach(['transactional-outbox', 'integration-events'], {
    rule: 'event-driven/dual-write',
    beside: ['rest'],
    peer: ['rest', 'event-driven'],
    edit: withoutOutbox,
    at: /^services\/orders\/src\/events\//,
  }),
  ...forEach(['domain-events', 'integration-events', 'system-events'], {
    rule: 'event-driven/event-kind-undeclared',
    peer: ['rest', 'event-driven'],
    edit: replacing(CODE, /\bkind\b/g, 'scope'),
    at: /^services\/orders\/src\/events\//,
  }),
  {
    pattern: 'integration-events',
    rule: 'event-driven/non-idempotent-consumer',
    peer: ['rest', 'event-driven'],
    edit: all(
      replacing(
        INBOX,
        '(consumer, message_id, topic, key, headers, body) values ($1, $2, $3, $4, $5::jsonb, $6)',
        '(consumer, topic, key, headers, body) values ($1, $3, $4, $5::jsonb, $6)',
      ),
      replacing(INBOX, /\s+on conflict \(consumer, message_id\) do nothing/g, ''),
      replacing(CODE, /inbox/gi, 'received'),
      moving('services/orders/src/events/inbox.ts', 'services/orders/src/events/received.ts'),
    ),
    at: /^services\/orders\/src\/events\//,
  },
  {
    pattern: 'integration-events',
    rule: 'event-driven/missing-dead-letter',
    peer: ['rest', 'event-driven'],
    edit: all(without(file('src/events/dead-letters.ts')), replacing(CODE, /dead-?letter|poison/gi, 'left')),
    at: /^services\/orders\/src\/events\/brokers\//,
  },
  {
    pattern: 'integration-events',
    rule: 'event-driven/consumer-without-publisher',
    peer: ['rest', 'event-driven'],
    written: listening('orders', 'payment.created'),
    edit: all(
      replacing(
        file('src/events/contract.ts', 'payments'),
        "type: 'payment.created',\n  version: 1",
        "type: 'payment.created',\n  version: 2",
      ),
      replacing(/^msa\.yaml$/, 'publishes: [payment.created.v1,', 'publishes: [payment.created.v2,'),
    ),
    at: /^msa\.yaml$/,
  },
  {
    pattern: 'integration-events',
    rule: 'event-driven/event-without-consumer',
    peer: ['rest', 'event-driven'],
    written: listening('payments', 'order.created'),
    edit: all(
      replacing(file('src/billing/module.ts', 'payments'), "type: 'order.created'", "type: 'order-created'"),
      replacing(/^msa\.yaml$/, 'consumes: [order.created.v1]', 'consumes: [order-created.v1]'),
    ),
    at: /^msa\.yaml$/,
    also: ['event-driven/consumer-without-publisher'],
  },
  {
    pattern: 'message-queue',
    rule: 'event-driven/non-idempotent-consumer',
    written: labels,
    edit: printedTwice,
    at: LABELS,
  },
  {
    pattern: 'message-queue',
    rule: 'event-driven/missing-dead-letter',
    written: labels,
    edit: replacing(LABELS, ", { deadLetterExchange: 'labels.dead' }", ''),
    at: LABELS,
  },
  {
    pattern: 'event-streaming',
    rule: 'event-driven/non-idempotent-consumer',
    written: activity,
    edit: replacing(ACTIVITY, 'insert into visit (id, page) values ($1, $2)', 'insert into visit (page) values ($2)'),
    at: ACTIVITY,
  },
  {
    pattern: 'event-streaming',
    rule: 'event-driven/event-without-consumer',
    written: activity,
    edit: replacing(ACTIVITY, "consumer.subscribe({ topic: 'visits' })", "consumer.subscribe({ topic: 'visitors' })"),
    at: ACTIVITY,
  },
];
