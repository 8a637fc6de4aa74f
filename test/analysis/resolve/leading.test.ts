import { expect, it } from 'vitest';

import { leading } from '../../../src/analysis/resolve/leading.js';
import type { Program } from '../../../src/model/program.js';
import { programOf } from '../../support/program.js';

const program = programOf({
  files: {
    'app/main.ts': `import { get } from 'remote';
function idle() { return deeper(); }
function deeper() { return 1; }
function asks(x) { return sends(x); }
function sends(x) { return get(x); }
export function main(x) { idle(); asks(x); }
`,
  },
});

it('leaves out the steps that lead to no call', () => {
  expect(stepsOf(program)).toEqual(['asks > sends', 'idle > deeper', 'main > asks', 'main > idle']);
  expect(stepsOf(leading(program, []))).toEqual(['asks > sends', 'main > asks']);
});

it('keeps frames and calls, and the steps to a frame that a signal names', () => {
  const [call] = program.calls;
  const deeper = program.frames.find(({ name }) => name === 'deeper');
  if (call === undefined || deeper === undefined) throw new Error('the program has both');
  const kept = leading(program, [{ kind: 'health', call: { ...call, frame: deeper.id } }]);
  expect(stepsOf(kept)).toEqual(stepsOf(program));
  expect(kept.calls).toBe(program.calls);
  expect(kept.frames.map(({ id, name }) => [id, name])).toEqual(program.frames.map(({ id, name }) => [id, name]));
});

function stepsOf({ frames }: Program): string[] {
  return frames.flatMap(({ name, callsTo }) => callsTo.map(({ frame }) => `${name} > ${frames[frame]?.name ?? ''}`)).sort();
}
