import { expect, test } from 'vitest';

import { systemOf } from '../../../support/link.js';

const PAYMENTS = `import express from 'express';\nconst app = express();\napp.get('/payments', (q, r) => r.send('ok'));\napp.listen(3000);`;
const pausesOf = (code: string, imports = '') =>
  systemOf({
    units: {
      orders: {
        code: `import express from 'express';\n${imports}\nconst app = express();\nconst ask = (url) => fetch(url);\napp.get('/x', async () => { ${code} });\napp.listen(3000);`,
        env: { URL: 'http://payments:3000' },
      },
      payments: PAYMENTS,
    },
  }).callSites.map(({ retried }) => retried?.pause);
const ASK = "await ask(process.env.URL + '/payments')";
const loop = (pause: string, head = 'for (let attempt = 0; attempt < 3; attempt++)') =>
  pausesOf(`${head} { try { return ${ASK}; } catch (error) { ${pause} } }`);

test('loops that count attempts tell how they wait', () => {
  expect(loop('')).toEqual(['none']);
  expect(loop('await sleep(500);')).toEqual(['same']);
  expect(loop('await sleep(500 * 2 ** attempt);')).toEqual(['growing']);
  expect(loop('await sleep(pause);')).toEqual(['other']);
  expect(loop('', 'for (let page = 0; page < 3; page++)')).toEqual([undefined]);
});

test('libraries tell it with their options, or by what they do when nothing is said', () => {
  const given = (library: string, call: string) => pausesOf(call, `import retry from '${library}';`);
  expect(given('async-retry', `await retry(async () => { ${ASK}; });`)).toEqual(['growing']);
  expect(given('async-retry', `await retry(async () => { ${ASK}; }, { minTimeout: 0 });`)).toEqual(['none']);
  expect(given('p-retry', `await retry(async () => { ${ASK}; }, { factor: 1 });`)).toEqual(['same']);
  expect(given('p-retry', `await retry(async () => { ${ASK}; }, options());`)).toEqual(['other']);
});

test('who only asks once is not tried again', () => {
  expect(pausesOf(`${ASK};`)).toEqual([undefined]);
});
