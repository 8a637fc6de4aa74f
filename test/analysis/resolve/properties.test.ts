import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { BUDGET } from '../../../src/analysis/resolve/engine.js';
import { callsOf, programOf } from '../../support/program.js';
import { randomModules } from '../../support/random-modules.js';

const runs = { numRuns: 50 };

describe('any modules', () => {
  it('are resolved within the budget, and say the same every time', () => {
    fc.assert(
      fc.property(randomModules(), (files) => {
        const program = programOf({ files });
        expect(program.frames.length).toBeLessThanOrEqual(BUDGET.frames);
        for (const call of program.calls) {
          expect(program.frames[call.frame]).toBeDefined();
          expect(call.path).toMatch(/^(remote|globalThis)/);
        }
        expect(callsOf(programOf({ files }))).toEqual(callsOf(program));
      }),
      runs,
    );
  });

  it('say the same in whatever order the files are read', () => {
    fc.assert(
      fc.property(randomModules(), (files) => {
        const reversed = Object.fromEntries(Object.entries(files).reverse());
        const [one, other] = [programOf({ files }), programOf({ files: reversed })];
        expect(callsOf(other)).toEqual(callsOf(one));
        expect(other.frames.length).toBe(one.frames.length);
        expect(other.coverage).toEqual(one.coverage);
      }),
      runs,
    );
  });

  it('say the same beside a file that has nothing to do with them', () => {
    fc.assert(
      fc.property(randomModules(), (files) => {
        const more = { 'app/a-stranger.ts': `import { send } from 'remote';\nexport function other() { return send('other'); }`, ...files };
        expect(callsOf(programOf({ files: more })).filter((call) => call !== 'remote.send(other)')).toEqual(callsOf(programOf({ files })));
      }),
      runs,
    );
  });

  it('say the same when lines are put in: only places move', () => {
    fc.assert(
      fc.property(randomModules(), fc.integer({ min: 1, max: 9 }), (files, lines) => {
        const moved = Object.fromEntries(Object.entries(files).map(([file, text]) => [file, `${'// put in\n'.repeat(lines)}${text}`]));
        const [before, after] = [programOf({ files }), programOf({ files: moved })];
        expect(callsOf(after)).toEqual(callsOf(before));
        expect(after.calls.map(({ at }) => at.line)).toEqual(before.calls.map(({ at }) => at.line + lines));
      }),
      runs,
    );
  });
});
