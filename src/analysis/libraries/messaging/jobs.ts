import type { CallbackRow } from '../../../model/program.js';
import { defineLibrary, type Row } from '../define-library.js';
import { opened } from '../data/connection.js';
import { open, publish, subscribe } from '../rows.js';
import { arg, isText, option, originArg, type Selector } from '../select.js';

const BOSS = '{pg-boss(),pg-boss.PgBoss()}';
const AGENDA = '{agenda(),agenda.Agenda(),@hokify/agenda(),@hokify/agenda.Agenda()}';
const BEE = 'bee-queue()';

/** `boss.send('mail', data)`, `boss.send({ name: 'mail' })`. */
const named: Selector = ({ args: [first] }) => (isText(first) ? first : option(first, 'name'));
const handles: CallbackRow = { args: 'all', when: 'registered', entry: 'consumer' };

/** A text or options: the database that the queue is in. */
const inPostgres: Row = (call) => ({ ...opened('postgres', call.args[0], call), role: 'queue' });
/** `new Agenda({ db: { address } })`, `{ mongo }` where the connection is opened elsewhere. */
const inMongo: Row = (call) => {
  const url = option(option(call.args[0], 'db'), 'address');
  return url && { kind: 'open', engine: 'mongodb', url, role: 'queue', call };
};
const inRedis: Row = (call, program) => {
  const redis: Selector = arg(1, 'redis');
  const url = redis(call);
  return isText(url) ? open('redis', { url: redis }, 'queue')(call, program) : { ...opened('redis', url, call), role: 'queue' };
};

/** Jobs that wait in a database until somebody takes them. */
export const jobs = defineLibrary({
  package: 'pg-boss',
  calls: {
    '{pg-boss,pg-boss.PgBoss}': inPostgres,
    [`${BOSS}.{send,sendAfter,sendOnce,sendThrottled,sendDebounced,insert,publish,publishAfter,publishOnce}`]: publish('jobs', {
      topic: named,
    }),
    [`${BOSS}.{work,subscribe}`]: subscribe('jobs', { topic: arg(0) }),
    '{agenda,agenda.Agenda,@hokify/agenda,@hokify/agenda.Agenda}': inMongo,
    [`${AGENDA}.now`]: publish('jobs', { topic: arg(0) }),
    [`${AGENDA}.{schedule,every}`]: publish('jobs', { topic: arg(1) }),
    [`${AGENDA}.define`]: subscribe('jobs', { topic: arg(0) }),
    'bee-queue': inRedis,
    [`${BEE}.createJob().save`]: publish('jobs', { topic: originArg('bee-queue', 0) }),
    [`${BEE}.process`]: subscribe('jobs', { topic: originArg('bee-queue', 0) }),
    'graphile-worker.makeWorkerUtils().addJob': publish('jobs', { topic: arg(0) }),
  },
  callbacks: { [`${BOSS}.{work,subscribe}`]: handles, [`${AGENDA}.define`]: handles, [`${BEE}.process`]: handles },
});
