import type { ExternalCall } from '../../../model/program.js';
import { lit, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { onEach } from '../rows.js';
import { text } from '../select.js';

const SENECA = ['seneca()', 'seneca().use()', 'seneca().client()', 'seneca().listen()'];

/** `'role:orders,cmd:get'` and `{ role: 'orders', cmd: 'get' }`: pairs, in one order. What is no plain text is data. */
function patternOf(given: readonly Residual[]): Residual | undefined {
  const pairs = given.flatMap((one) => {
    if (one.k === 'object')
      return [...one.props].flatMap(([key, value]) => (text(value) === undefined ? [] : `${key}:${text(value) ?? ''}`));
    return (text(one) ?? '').split(',').map((pair) => pair.trim()).filter((pair) => pair.includes(':')); // prettier-ignore
  });
  return pairs.length === 0 ? undefined : lit([...new Set(pairs)].sort().join());
}

function asked(call: ExternalCall): Signal | undefined {
  const topic = patternOf(call.args);
  return topic && { kind: 'publish', broker: 'seneca', topic, reply: true, call };
}

/** A second object may describe parameters: only the first argument is the pattern. */
function answered(call: ExternalCall): Signal | undefined {
  const topic = patternOf(call.args.slice(0, 1));
  return topic && { kind: 'subscribe', broker: 'seneca', topic, reply: true, call };
}

const same = ({ callee }: Pick<ExternalCall, 'callee'>): Residual | undefined => (callee.k === 'prop' ? callee.of : undefined);

/** Messages are found by the pairs that they hold: whoever answers fewer of them answers too. */
export const seneca = defineLibrary({
  package: 'seneca',
  types: { 'seneca.Instance': 'seneca()' },
  calls: { ...onEach(SENECA, 'act', asked), ...onEach(SENECA, 'add', answered) },
  values: onEach(SENECA, '{add,use,client,listen,ready,test,quiet}', same),
  callbacks: {
    ...onEach(SENECA, 'add', { args: 'all' as const, when: 'registered' as const, entry: 'rpc' as const, self: 'seneca()' }),
    ...onEach(SENECA, 'use', { args: 'all' as const, when: 'immediate' as const, self: 'seneca()' }),
  },
});
