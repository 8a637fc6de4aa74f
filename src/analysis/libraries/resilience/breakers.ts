import type { ExternalCall } from '../../../model/program.js';
import { pathOf } from '../../../model/residual.js';
import { defineLibrary, type MemberRow, type Row } from '../define-library.js';
import { receiver, written } from '../select.js';

const FIRES = '{opossum(),opossum.CircuitBreaker(),opossum.default()}.fire';
const EXECUTES = '{brakes(),brakes().slaveCircuit()}.exec';
const POLICIES =
  'cockatiel.{circuitBreaker,timeout,wrap,bulkhead,handleAll,handleType,TimeoutPolicy,CircuitBreakerPolicy,BulkheadPolicy}()';

const exists: Row = (call) => ({ kind: 'breaker', runs: false, call });

/** opossum and brakes give up after some seconds, unless they are told not to; their `fire` and `exec` are the function itself. */
const wraps: Row = (call) => {
  const [wrapped, options] = call.args;
  const timeout = written(options, 'timeout');
  const isUntimed = timeout?.k === 'lit' && timeout.v === false;
  return { kind: 'breaker', runs: false, ...(wrapped && { wraps: wrapped }), ...(isUntimed && { isUntimed }), call };
};

/** A breaker of cockatiel counts failures; what is late, only its timeout policy ends. */
const executes: Row = (call) => ({ kind: 'breaker', runs: true, ...(isOnlyBreaker(call) && { isUntimed: true }), call });

function isOnlyBreaker(call: ExternalCall): boolean {
  const policy = receiver(call);
  if (policy?.k !== 'call') return false;
  const of = pathOf(policy.callee) === 'cockatiel.wrap' ? policy.args : [policy];
  const paths = of.map((one) => (one.k === 'call' ? (pathOf(one.callee) ?? '') : ''));
  return paths.every((path) => path !== '' && !/timeout/i.test(path)) && paths.some((path) => /circuitBreaker$/i.test(path));
}

/** The function that was given to what made it. */
const wrapped: MemberRow = (of) => (of.k === 'call' ? of.args[0] : undefined);

/** Breakers are made around a function and run it later with what they are given: `new CircuitBreaker(send).fire(order)`. */
export const breakers = defineLibrary({
  package: 'opossum',
  calls: {
    [`${POLICIES}.execute`]: executes,
    // Around what they stand, their own configuration says.
    '{opossum,opossum.CircuitBreaker,opossum.default,brakes}': wraps,
    'cockatiel.{circuitBreaker,timeout,wrap}': exists,
    '{mollitia,hystrixjs,nestjs-resilience,@nestjs-resilience/core,levee,perfect-guard,circuit-breaker-js}.*': exists,
  },
  members: {
    [FIRES]: wrapped,
    [EXECUTES]: wrapped,
  },
  callbacks: { '{opossum,opossum.CircuitBreaker,opossum.default,brakes,brakes().slaveCircuit}': { args: [], when: 'immediate' } },
});
