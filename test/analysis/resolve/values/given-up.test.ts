import { expect, it } from 'vitest';

import { programOf } from '../../../support/program.js';

const row = `[${Array.from({ length: 150 }, (_, at) => at).join()}]`;

it.each([
  ['nothing, where all fits', `const few = ${row}; get(few); get([few]);`, 0],
  [
    'a value that is too large where it is made, once however often it is used',
    `const all = [${row}, ${row}, ${row}]; get(all); get(all);`,
    1,
  ],
  ['each of those that are', `get([${row}, ${row}, ${row}]); get({ a: ${row}, b: ${row}, c: ${row} });`, 2],
  ['arguments that a result does not keep', `get(make(${row}, ${row}, ${row}));`, 3],
])('counts %s', (_, code, count) => {
  const { coverage } = programOf({ files: { 'app/a.ts': `import { get, make } from 'remote'; ${code}` } });
  expect(coverage.widened).toBe(count);
});
