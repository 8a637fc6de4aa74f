import { all, file, plugging, replacing, unplugging } from '../../support/edits.js';
import type { Cure } from './cure.js';

const STORED = { orders: ['rest', 'database-per-service'], payments: ['rest'] };
const DB = "import { db } from '../database/db.js';";

/** A queue in RabbitMQ: what is stored is told, and what is told is stored, by hand. */
const labels = plugging('labels', {
  imports: `import { connect } from 'amqplib';\n${DB}`,
  start: `    const channel = await (await connect(process.env.LABELS_URL)).createChannel();
    service.http.post('/v1/labels', async () => {
      await service.use(db).query('insert into label (id, text) values ($1, $2)', ['a', 'b']);
      channel.sendToQueue('labels', Buffer.from('{}'));
    });
    await channel.consume('labels', async (message) => {
      await service.use(db).query('insert into printed (text) values ($1)', ['x']);
      channel.ack(message);
    });`,
});

const eventStore = (statement: string) =>
  plugging('accounts', {
    imports: DB,
    start: `    service.http.post('/v1/accounts', async () => service.use(db).query('insert into event_store (id, type, data) values ($1, $2, $3)', []));
    service.http.put('/v1/accounts/:id', async () => service.use(db).query('${statement}', []));`,
  });

export const data: readonly Cure[] = [
  { rule: 'cqrs/shared-read-write-model', services: STORED },
  {
    rule: 'cqrs/query-in-command',
    services: STORED,
    written: plugging('totals', {
      imports: `import { schedule } from 'node-cron';\n${DB}`,
      start: `    const store = service.use(db);
    schedule('* * * * *', async () => store.query('insert into total_view (id, amount) values ($1, $2) on conflict do nothing', []));
    service.http.get('/v1/totals', async () => store.query('select amount from total_view'));
    service.http.post('/v1/totals', async () => {
      await store.query('select amount from total_view where id = $1', ['a']);
      await store.query('insert into charge (id) values ($1)', ['a']);
    });`,
    }),
    hand: replacing(file('src/totals/module.ts'), /^.*select amount from total_view where.*$/gm, ''),
  },
  { rule: 'event-driven/dual-write', services: STORED, written: labels },
  { rule: 'event-driven/non-idempotent-consumer', services: { ...STORED, orders: ['database-per-service'] }, written: labels },
  { rule: 'event-driven/missing-dead-letter', services: STORED, written: labels },
  {
    rule: 'event-driven/event-kind-undeclared',
    services: STORED,
    written: plugging('news', {
      imports: "import { connect } from '@nats-io/transport-node';",
      start: `    const connection = await connect({ servers: process.env.NATS_URL });
    service.http.post('/v1/news', async () => connection.publish('order.placed', '{}'));`,
    }),
  },
  { rule: 'event-sourcing/unversioned-event', services: STORED, written: eventStore('insert into event_store (id) values ($1)') },
  { rule: 'event-sourcing/missing-projection-rebuild', services: STORED, written: eventStore('insert into event_store (id) values ($1)') },
  {
    rule: 'event-sourcing/mutable-event-store',
    services: STORED,
    written: eventStore('update event_store set data = $1 where id = $2'),
    hand: all(unplugging('accounts')),
  },
];
