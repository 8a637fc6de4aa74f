import type { UnitsMemory } from './units.js';

/** Of no unit anything is known, and nothing is kept. */
export const noUnits: UnitsMemory = {
  understood: ({ unit, graph }, understand) => {
    const made = understand(unit, graph);
    return { name: '', understood: () => made };
  },
  recalled: (_of, compute) => compute(),
  worthKeeping: () => undefined,
};
