import { all, CODE, type Edit, file, plugging, replacing } from '../../support/edits.js';
import { type Essential, forEach } from './essential.js';

const SAGAS = ['saga-choreography', 'saga-orchestration'];
export const STORED = ['rest', 'database-per-service'];

const CLIENTS = "import { paymentsClient } from '../clients/payments.js';\nimport { stockClient } from '../clients/stock.js';";

/** Both are changed one after the other while a request waits. */
export const checkout = plugging('checkout', {
  imports: CLIENTS,
  start: `    service.http.post('/v1/checkouts', { schema: { body: z.object({ name: z.string() }) } }, async ({ body: { name } }) => {
      await paymentsClient(service).add(name, 'a');
      await stockClient(service).add(name, 'b');
    });`,
});

/** The same when a message has come. */
export const settlement = (undoing: string): Edit =>
  plugging('settlement', {
    imports: `import { connect } from 'amqplib';\n${CLIENTS}`,
    start: `    const channel = await (await connect(process.env.ORDERS_QUEUE_URL)).createChannel();
    await channel.consume('orders-placed', async () => {
      try {
        await paymentsClient(service).add('a', 'a');
        await stockClient(service).add('b', 'b');
      } catch {
        ${undoing}
      }
    });`,
  });

/** Five services in one: each event leads to the next. */
export const chain = (steps: readonly string[]): Edit =>
  plugging('parcels', {
    imports: "import { connect } from '@nats-io/transport-node';",
    start: `    const connection = await connect({ servers: process.env.NATS_URL });
    service.http.post('/v1/parcels', async () => connection.publish('parcel.${steps[0] ?? ''}', '{}'));
${steps
  .map((step, index) => {
    const next = steps[index + 1];
    return `    connection.subscribe('parcel.${step}', { callback: () => ${next === undefined ? 'undefined' : `connection.publish('parcel.${next}', '{}')`} });`;
  })
  .join('\n')}`,
  });

export const sagas: readonly Essential[] = [
  ...forEach(SAGAS, {
    rule: 'saga/distributed-transaction',
    beside: ['rest'],
    peer: STORED,
    others: { stock: STORED },
    edit: checkout,
    at: file('src/rest/client.ts'),
  }),
  ...forEach(SAGAS, {
    rule: 'saga/missing-compensation',
    beside: ['rest'],
    peer: STORED,
    others: { stock: STORED },
    written: settlement("await paymentsClient(service).remove('a');"),
    edit: all(
      replacing(file('src/settlement/module.ts'), "await paymentsClient(service).remove('a');", ''),
      replacing(CODE, /compensat\w*|undo\w*|cancel\w*|revert\w*|refund\w*/gi, 'after'),
    ),
    at: /^services\/orders\/src\/(?:settlement\/module|rest\/client)\.ts$/,
    also: ['saga/distributed-transaction'],
  }),
  {
    pattern: 'saga-choreography',
    rule: 'saga/choreography-too-long',
    written: chain(['packed', 'sent', 'arrived']),
    edit: all(
      replacing(file('src/parcels/module.ts'), "'parcel.sent', '{}'", "'parcel.weighed', '{}'"),
      replacing(
        file('src/parcels/module.ts'),
        "    connection.subscribe('parcel.sent'",
        `    connection.subscribe('parcel.weighed', { callback: () => connection.publish('parcel.labelled', '{}') });
    connection.subscribe('parcel.labelled', { callback: () => connection.publish('parcel.sent', '{}') });
    connection.subscribe('parcel.sent'`,
      ),
    ),
    at: file('src/parcels/module.ts'),
  },
];
