import { CHOICE } from '../../../model/module-facts.js';
import { alternatives, lit, type Residual } from '../../../model/residual.js';
import { defineLibrary } from '../define-library.js';

/** Items of a list, keys of a table. */
function among(given: Residual | undefined): Residual[] {
  return (given ? alternatives(given) : []).flatMap((one) => {
    if (one.k === 'array') return one.items;
    return one.k === 'object' ? [...one.props.keys()].map(lit) : [];
  });
}

/** What code does with a message often depends on what it says it is. */
export const choices = defineLibrary({
  package: 'switch',
  calls: { [`globalThis.${CHOICE}`]: (call) => ({ kind: 'choice', among: among(call.args[1]), call }) },
  callbacks: { [`globalThis.${CHOICE}`]: { args: [], when: 'immediate' } },
});
