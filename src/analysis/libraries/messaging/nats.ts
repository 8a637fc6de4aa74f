import type { ExternalCall, Program, ReachedClass } from '../../../model/program.js';
import { alternatives, isKnown, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';

const STAN = 'node-nats-streaming.connect()';
const NATS = ['nats.connect()', '@nats-io/transport-node.connect()', 'nats.connect().jetstream()', '@nats-io/jetstream.jetstream()'];

const publish =
  (reply: boolean) =>
  (call: ExternalCall): Signal | undefined =>
    call.args[0] && { kind: 'publish', broker: 'nats', topic: call.args[0], ...(reply && { reply }), call };
const subscribe = (call: ExternalCall): Signal | undefined =>
  call.args[0] && { kind: 'subscribe', broker: 'nats', topic: call.args[0], call };

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
    [`${STAN}.publish`]: publish(false),
    [`${STAN}.subscribe`]: subscribe,
    ...Object.fromEntries(
      NATS.flatMap((c) => [
        [`${c}.publish`, publish(false)],
        [`${c}.request`, publish(true)],
        [`${c}.subscribe`, subscribe],
      ]),
    ),
  },
  callbacks: {
    [`${STAN}.subscribe().on`]: { args: [1], when: 'registered', entry: 'consumer' },
    [`${STAN}.on`]: { args: [1], when: 'registered', entry: 'startup' },
  },
  classes: idiom,
});
