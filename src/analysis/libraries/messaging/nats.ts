import type { ExternalCall, Program, ReachedClass } from '../../../model/program.js';
import { alternatives, isKnown, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { onEach, publish, subscribe } from '../rows.js';
import { arg, option, origin, type Selector } from '../select.js';

const STAN = 'node-nats-streaming.connect()';
const NATS = ['nats.connect()', '@nats-io/transport-node.connect()', 'nats.connect().jetstream()', '@nats-io/jetstream.jetstream()'];

/** `connect({ servers })`, `connect(cluster, client, { url })`; a jetstream is made of a connection. */
const address: Selector = ({ callee }) => {
  const made = origin(callee, /\.connect$/) ?? origin(origin(callee, /\.jetstream$/)?.args[0], /\.connect$/);
  const servers = option(made?.args[0], 'servers') ?? option(made?.args[2], 'url');
  return servers?.k === 'array' ? servers.items[0] : servers;
};

const sends = (reply: boolean): Row => publish('nats', { topic: arg(0), address, reply });
const listens = subscribe('nats', { topic: arg(0), address });

/**
 * A base class outside the repository does the talking; our subclass says about what: `class L extends Listener { subject = … }`.
 * With a handler it listens, without one it publishes.
 */
function* idiom(cls: ReachedClass, program: Program): Generator<Signal> {
  const subject =
    cls.externalBase === undefined ? undefined : cls.fields.find((f) => /^(subject|topic|channel|eventName)$/.test(f.name))?.value;
  if (!subject || !isKnown(subject)) return;
  const listens = /listener|consumer|subscriber|handler/i.test(cls.externalBase?.split('.').at(-1) ?? '');
  const uses = program.calls.filter(
    (call) =>
      call.subject &&
      alternatives(call.subject).some((s) => s.k === 'instance' && s.cls.module === cls.cls.module && s.cls.at === cls.cls.at),
  );
  const anchor = uses[0] ?? placed(cls);
  // Copied along with others of its kind, and never made: it says nothing.
  if (!listens && cls.isUnused && uses.length === 0) return;
  yield listens
    ? { kind: 'subscribe', broker: 'nats', topic: subject, call: placed(cls) }
    : { kind: 'publish', broker: 'nats', topic: subject, call: anchor };
}

function placed(cls: ReachedClass): ExternalCall {
  const callee: Residual = cls.cls;
  return {
    id: -1,
    path: cls.externalBase ?? '',
    callee,
    args: [],
    isNew: true,
    at: cls.at,
    site: `${cls.at.file}:${String(cls.at.line)}`,
    frame: -1,
    loops: [],
    guarded: false,
    callbacks: [],
    typeArgs: [],
    result: callee,
  };
}

export const nats = defineLibrary({
  package: 'nats',
  types: {
    'node-nats-streaming.Stan': STAN,
    'nats.NatsConnection': 'nats.connect()',
    'nats.JetStreamClient': 'nats.connect().jetstream()',
  },
  calls: {
    ...onEach([STAN, ...NATS], 'publish', sends(false)),
    ...onEach([STAN, ...NATS], 'subscribe', listens),
    ...onEach(NATS, '{request,requestMany}', sends(true)),
  },
  callbacks: {
    [`${STAN}.subscribe().on`]: { args: [1], when: 'registered', entry: 'consumer' },
    [`${STAN}.on`]: { args: [1], when: 'registered', entry: 'startup' },
    ...onEach(NATS, 'subscribe', { args: [1], when: 'registered' as const, entry: 'consumer' as const, properties: ['callback'] }),
  },
  classes: idiom,
});
