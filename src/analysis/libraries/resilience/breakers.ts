import { defineLibrary, type Row } from '../define-library.js';

const FIRES = '{opossum(),opossum.CircuitBreaker(),opossum.default()}.fire';
const EXECUTES = '{brakes(),brakes().slaveCircuit()}.exec';
const POLICIES =
  'cockatiel.{circuitBreaker,timeout,wrap,bulkhead,handleAll,handleType,TimeoutPolicy,CircuitBreakerPolicy,BulkheadPolicy}()';

const runs: Row = (call) => ({ kind: 'breaker', runs: true, call });
const exists: Row = (call) => ({ kind: 'breaker', runs: false, call });

/** Breakers are made around a function and run it later with what they are given: `new CircuitBreaker(send).fire(order)`. */
export const breakers = defineLibrary({
  package: 'opossum',
  calls: {
    [FIRES]: runs,
    [EXECUTES]: runs,
    [`${POLICIES}.execute`]: runs,
    // Around what they stand, their own configuration says.
    opossum: exists,
    'opossum.{CircuitBreaker,default}': exists,
    brakes: exists,
    'cockatiel.{circuitBreaker,timeout,wrap}': exists,
    '{mollitia,hystrixjs,nestjs-resilience,@nestjs-resilience/core,levee,perfect-guard,circuit-breaker-js}.*': exists,
  },
  members: {
    [FIRES]: 0,
    [EXECUTES]: 0,
  },
  callbacks: { '{opossum,opossum.CircuitBreaker,opossum.default,brakes,brakes().slaveCircuit}': { args: [], when: 'immediate' } },
});
