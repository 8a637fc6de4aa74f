import type { ExternalCall, Program } from '../../../model/program.js';
import { lit } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { configured } from '../data/connection.js';
import { defineLibrary, type Row } from '../define-library.js';
import { ofProgram } from '../of-program.js';
import { bind } from '../rows.js';
import { option, text } from '../select.js';

const PKG = 'nestjs-rmq';
const MODULE = `${PKG}.RMQModule.{forRoot,forRootAsync}`;

/** One module of a service names the exchange that all goes through, and the service's own queue. */
const settings = ofProgram(({ calls }) =>
  calls.filter(({ path }) => /^nestjs-rmq\.RMQModule\.forRoot(?:Async)?$/.test(path)).map(({ args }) => configured(args[0])),
);

/** `rmq.send('orders.find', request)` waits for the answer, `rmq.notify('orders.placed', event)` does not. */
const sent =
  (reply: boolean): Row =>
  (call, program) => {
    const [topic] = call.args;
    const exchange = option(settings(program)[0], 'exchangeName') ?? lit('');
    return topic && { kind: 'publish', broker: 'amqp', topic, exchange, ...(reply && { reply }), call };
  };

/** `@RMQRoute('orders.find')`: the topic binds the service's queue; where nobody can tell its name, a queue that is called as the topic. */
function* routed(call: ExternalCall, program: Program): Generator<Signal> {
  const [topic] = call.args;
  if (call.decorates?.kind !== 'method' || !topic) return;
  const [config] = settings(program);
  const [own, exchange] = [option(config, 'queueName'), option(config, 'exchangeName')];
  const queue = own && text(own) !== undefined ? own : topic;
  yield { kind: 'subscribe', broker: 'amqp', topic: queue, call };
  if (exchange) yield bind(call, { queue, exchange, pattern: topic });
}

/** RabbitMQ for Nest: one exchange, topics as routes, requests and events. */
export const nestjsRmq = defineLibrary({
  package: PKG,
  calls: {
    [MODULE]: () => undefined,
    [`${PKG}.RMQService().send`]: sent(true),
    [`${PKG}.RMQService().notify`]: sent(false),
    [`${PKG}.RMQRoute`]: routed,
  },
  entries: { [`${PKG}.RMQRoute`]: 'rpc' },
});
