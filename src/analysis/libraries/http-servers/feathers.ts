import type { ExternalCall } from '../../../model/program.js';
import { lit, template } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { onEach, routes } from '../rows.js';
import { isText, receiver } from '../select.js';
import { listens, STARTUP } from './express.js';

const FEATHERS = ['@feathersjs/express()', '@feathersjs/koa.koa()', '@feathersjs/feathers.feathers()'];

/** `app.use('/orders', new Orders())`: an object with `find`, `get`, `create` … answers below its path. */
function* service(call: ExternalCall): Generator<Signal> {
  const [path, of] = call.args;
  const router = receiver(call);
  if (!router || !isText(path) || (of?.k !== 'instance' && of?.k !== 'object')) return;
  const base = path.k === 'lit' ? lit(`/${String(path.v).replace(/^\//, '')}`) : path;
  yield* routes({ methods: ['ALL'], paths: base, router, call });
  yield* routes({ methods: ['ALL'], paths: template([base, lit('/:id')]), router, call });
}

export const feathers = defineLibrary({
  package: '@feathersjs/feathers',
  calls: { ...onEach(FEATHERS, 'use', service), ...onEach(FEATHERS, 'listen', listens) },
  callbacks: {
    ...onEach(FEATHERS, 'use', {
      args: 'all' as const,
      when: 'registered' as const,
      entry: 'route' as const,
      properties: ['find', 'get', 'create', 'update', 'patch', 'remove'],
    }),
    ...onEach(FEATHERS, 'listen', STARTUP),
  },
});
