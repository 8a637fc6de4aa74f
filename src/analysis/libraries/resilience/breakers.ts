import { defineLibrary } from '../define-library.js';

/** Breakers are made around a function and run it later with what they are given: `new CircuitBreaker(send).fire(order)`. */
export const breakers = defineLibrary({
  package: 'opossum',
  members: {
    '{opossum(),opossum.CircuitBreaker(),opossum.default()}.fire': 0,
    '{brakes(),brakes().slaveCircuit()}.exec': 0,
  },
  callbacks: { '{opossum,opossum.CircuitBreaker,opossum.default,brakes,brakes().slaveCircuit}': { args: [], when: 'immediate' } },
});
