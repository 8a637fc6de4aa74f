import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { analyze } from '../../../src/analysis/analyze.js';
import type { Location } from '../../../src/model/location.js';

const CASES = path.resolve('fixtures/small/call-in-loop');

describe('what is done once per round', () => {
  it.each([
    ['for-each', 'leagues/src/index.js:11', 'leagues/src/index.js:10', 'the call itself'],
    ['for-of-through-helper-file', 'baskets/src/total.js:6', 'baskets/src/total.js:5', 'the step in the loop towards it'],
    ['map-with-promise-all', 'playlists/src/main.ts:14', 'playlists/src/main.ts:14', 'what the callback does'],
  ])('%s: %s', async (name, inside, around) => {
    const { analysis } = await analyze({ root: path.join(CASES, name) });
    const loops = analysis.system.flows.flatMap(({ calls }) => calls.flatMap((call) => call.loops));
    expect(loops.map((loop) => [place(loop.inside), place(loop.at)])).toEqual([[inside, around]]);
  });
});

function place({ file, line }: Location): string {
  return `${file}:${line}`;
}
