import type { Memory } from './memory.js';
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

/** Of what no memory is given for nothing is kept. */
export function whatIsKept(memory: Partial<Kept> = {}): Kept {
  return { recalled: memory.recalled ?? ((_, disk, compute) => compute(disk)), units: memory.units ?? noUnits };
}

type Kept = Pick<Memory, 'recalled' | 'units'>;
