import type { CallbackRow, ExternalCall } from '../../../model/program.js';
import { lit, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { routes, subscribe } from '../rows.js';
import { arg, calleeName, listOf, option, text } from '../select.js';

const APP = '@azure/functions.app';
/** `host.json` may say something else; hardly any does. */
const PREFIX = '/api/';

/** Where the tools that run functions on one's own machine listen. */
const LOCAL = lit(7071);

/** `app.http('orders', { methods: ['GET'], route: 'orders/{id}', handler })`; without a route it is the function's name. */
function* routed(call: ExternalCall): Generator<Signal> {
  const [name, options] = call.args;
  const path = text(option(options, 'route') ?? name);
  yield { kind: 'listen', port: LOCAL, call };
  if (path !== undefined) yield* routes({ methods: methodsOf(call, options), paths: lit(PREFIX + path.replace(/^\//, '')), call });
}

function methodsOf(call: ExternalCall, options: Residual | undefined): string[] {
  const verb = calleeName(call);
  if (verb !== 'http') return [verb.replace('Request', '')];
  const told = listOf(option(options, 'methods')).map((method) => text(method) ?? 'ALL');
  return told.length > 0 ? told : ['ALL'];
}

const hears = (topic: string): Row => subscribe('servicebus', { topic: arg(1, topic), address: arg(1, 'connection') });
const handler = (entry: NonNullable<CallbackRow['entry']>): CallbackRow => ({
  args: [1],
  when: 'registered',
  entry,
  properties: ['handler'],
});

/** Functions of Azure, in the model of version 4. */
export const azureFunctions = defineLibrary({
  package: '@azure/functions',
  calls: {
    [`${APP}.{http,get,put,post,patch,deleteRequest}`]: routed,
    [`${APP}.serviceBusQueue`]: hears('queueName'),
    [`${APP}.serviceBusTopic`]: hears('topicName'),
  },
  callbacks: {
    [`${APP}.{http,get,put,post,patch,deleteRequest}`]: handler('route'),
    [`${APP}.{serviceBusQueue,serviceBusTopic,storageQueue,storageBlob,eventHub,eventGrid,cosmosDB}`]: handler('consumer'),
    [`${APP}.timer`]: handler('schedule'),
  },
});
