import path from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { openMemory } from '../../../src/analysis/memory/memory.js';
import { textIn } from '../../../src/analysis/memory/pack.js';
import type { CachePlace } from '../../../src/analysis/memory/place.js';
import { textOfUnit, type Understood, unitOfText } from '../../../src/analysis/memory/unit-text.js';
import { moduleGraph } from '../../../src/analysis/resolve/modules/module-graph.js';
import { resolve } from '../../../src/analysis/resolve/resolve.js';
import { folder } from '../../support/msa.js';
import { factsOf, PLAIN_TABLES, programOf, unitAt } from '../../support/program.js';
import { randomModules } from '../../support/random-modules.js';

type Files = Readonly<Record<string, string>>;

const FILES: Files = {
  'app/main.ts': "import { send } from '../lib/send.js';\nimport { later } from '../lib/later.js';\nfor (const id of later) send(id);\n",
  'app/other.ts': "fetch('/other');\n",
  'lib/send.ts': "import { create } from 'remote';\nconst client = create('http://lib');\nexport const send = (id) => client.get(id);\n",
  'lib/unused.ts': 'export const unused = 1;\n',
};

describe('a unit is not resolved again', () => {
  it('where nothing has changed that it reaches', async () => {
    const { understood } = await kept();
    expect(understood(FILES).isNew).toBe(true);
    expect(understood(FILES).isNew).toBe(false);
    expect(understood({ ...FILES, 'lib/unused.ts': '', 'web/new.ts': '' }).isNew).toBe(false);
  });

  it.each<[string, Files]>([
    ['a file of its own is another', { 'app/other.ts': "fetch('/another');\n" }],
    ['a file is another that it imports', { 'lib/send.ts': 'export const send = fetch;\n' }],
    ['a file comes that it imports', { 'lib/later.ts': "export const later = ['/a', '/b'];\n" }],
    ['a file comes before the one that it imports', { 'lib/send.tsx': '', 'lib/send.js': 'export const send = fetch;\n' }],
    ['a file of its own comes', { 'app/more.ts': "fetch('/more');\n" }],
  ])('but where %s', async (_, change) => {
    const { understood } = await kept();
    understood(FILES);
    const { isNew, value } = understood({ ...FILES, ...change });
    expect(isNew).toBe(true);
    expect(textOfUnit(value)).toEqual(textOfUnit(anew({ ...FILES, ...change })));
    expect(understood(FILES).isNew).toBe(false);
  });

  it('and is what it would be, whatever was edited', async () => {
    const { understood } = await kept();
    const texts = fc.constantFrom(...Object.values(FILES), '', "export const later = ['/x'];\n", "export * from './send.js';\n");
    const files = fc.constantFrom(...Object.keys(FILES), 'lib/later.ts', 'lib/send/index.ts', 'app/more.ts');
    fc.assert(
      fc.property(fc.dictionary(files, texts, { noNullPrototype: true }), fc.array(files), (changes, gone) => {
        const all = Object.entries({ ...FILES, ...changes }).filter(([file]) => !gone.includes(file));
        const edited = Object.fromEntries(all);
        expect(textOfUnit(understood(edited).value)).toEqual(textOfUnit(anew(edited)));
      }),
      { numRuns: 150, seed: 4 },
    );
  });
});

it('a step that comes to the same where it is given something else is known for both', async () => {
  const place: CachePlace = { folder: path.join(await folder({}), 'kept'), system: '0'.repeat(12) };
  const run = (given: string): boolean => {
    const memory = openMemory({ place, tool: () => 'a'.repeat(40) });
    let isNew = false;
    memory.units.recalled({ step: 'large', given: [] }, () => 'x'.repeat(1000));
    memory.units.recalled({ step: 'small', given: [given] }, () => {
      isNew = true;
      return 1;
    });
    memory.save();
    return isNew;
  };
  expect(['before', 'after', 'after', 'before'].map(run)).toEqual([true, true, false, false]);
});

it('a unit is, after it was written and read, what it was', () => {
  const made = anew(FILES);
  const again = unitOfText(textOfUnit(made));
  expect(again.program.frames).toEqual(made.program.frames);
  expect(textOfUnit(again)).toEqual(textOfUnit(made));
  expect(again.program.calls.length).toBeGreaterThan(0);
  expect(again.signals[0] && 'call' in again.signals[0] && again.signals[0].call).toBe(again.program.calls[0]);
});

it('so is a unit of whatever code', () => {
  fc.assert(
    fc.property(randomModules(), (files) => {
      const text = textOfUnit(anew(files));
      expect(textIn(textOfUnit(unitOfText(text)))).toBe(textIn(text));
    }),
    { numRuns: 50, seed: 4 },
  );
});

function anew(files: Files): Understood {
  return signalled(programOf({ files }));
}

function signalled(program: Understood['program']): Understood {
  return { program, signals: program.calls.slice(0, 1).map((call) => ({ kind: 'health', call })) };
}

interface Kept {
  /** What a run of its own makes of the files. */
  readonly understood: (files: Files) => { readonly value: Understood; readonly isNew: boolean };
}

async function kept(): Promise<Kept> {
  const place: CachePlace = { folder: path.join(await folder({}), 'kept'), system: '0'.repeat(12) };
  const tool = (): string => 'a'.repeat(40);
  return {
    understood: (files) => {
      const memory = openMemory({ place, tool });
      const modules = new Map(Object.entries(files).map(([file, text]) => [file, factsOf(file, text)]));
      const graph = moduleGraph(modules, { packages: [], pathMappings: [] });
      let isNew = false;
      const source = { unit: unitAt('app'), given: '', graph, contents: new Map(Object.entries(files)) };
      const { understood } = memory.units.understood(source, (unit, watched) => {
        isNew = true;
        return signalled(resolve(unit, watched, PLAIN_TABLES));
      });
      memory.save();
      return { value: understood(), isNew };
    },
  };
}
