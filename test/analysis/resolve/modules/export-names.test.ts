import { describe, expect, it } from 'vitest';

import { callsOf, programOf } from '../../../support/program.js';

const USE = `import { get } from 'remote'; import { URL } from '../parts/index.js'; get(URL);`;

const FOUND: Record<string, Record<string, string>> = {
  'behind files without it': {
    'parts/index.ts': `export * from './a.js'; export * from './b.js';`,
    'parts/a.ts': `export const OTHER = 'http://no';`,
    'parts/b.ts': `export const URL = 'http://b';`,
  },
  'through several files, one of which comes back': {
    'parts/index.ts': `export * from './a.js';`,
    'parts/a.ts': `export * from './index.js'; export * from './b.js';`,
    'parts/b.ts': `export * from './a.js'; export const URL = 'http://b';`,
  },
  'handed on under another name': {
    'parts/index.ts': `export * from './a.js';`,
    'parts/a.ts': `export { HERE as URL } from './b.js';`,
    'parts/b.ts': `export const HERE = 'http://b';`,
  },
  'as a part of a value that is exported as a whole': {
    'parts/index.ts': `export * from './a.js';`,
    'parts/a.js': `module.exports = { URL: 'http://b' };`,
  },
};

describe('names behind `export *`', () => {
  it.each(Object.entries(FOUND))('are found %s', (_, parts) => {
    expect(callsOf(programOf({ files: { 'app/a.ts': USE, ...parts } }))).toEqual(['remote.get(http://b)']);
  });

  it('are those of a package that is handed on', () => {
    const files = { 'app/a.ts': `import { get } from '../parts/index.js'; get('x');`, 'parts/index.ts': `export * from './a.js';` };
    expect(callsOf(programOf({ files: { ...files, 'parts/a.ts': `export * from 'remote';` } }))).toEqual(['remote.get(x)']);
  });

  it('make the file a value of its own, where it has no default export', () => {
    const files = { 'app/a.ts': `import { get } from 'remote'; import all from '../parts/index.js'; get(all.URL);` };
    const parts = { 'parts/index.ts': `export * from './a.js';`, 'parts/a.ts': `export const URL = 'http://b';` };
    expect(callsOf(programOf({ files: { ...files, ...parts } }))).toEqual(['remote.get(http://b)']);
  });

  it('are not looked for in files that have others', () => {
    const program = programOf({ files: { 'app/a.ts': USE, ...FOUND['behind files without it'] } });
    expect([...new Set(program.frames.map(({ at }) => at.file))]).toEqual(['app/a.ts', 'parts/index.ts', 'parts/b.ts']);
  });
});
