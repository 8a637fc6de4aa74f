import { expect, test } from 'vitest';

import { systemOf } from '../../../support/link.js';

const foundFor = (url: string) =>
  systemOf({
    units: {
      orders: {
        code: `import express from 'express';\nconst app = express();\napp.get('/x', async () => fetch(process.env.RATES_URL + '/today'));\napp.listen(3000);`,
        env: { RATES_URL: url },
      },
    },
  }).plaintext.map(({ address }) => address);

test('names that the whole world knows are outside', () => {
  expect(foundFor('http://rates.bank.com')).toEqual(['http://rates.bank.com']);
});

test.each([
  'https://rates.bank.com',
  'http://rates.bank.com:443',
  'http://rates:3000',
  'http://10.0.0.3',
  'http://rates.shop.svc.cluster.local',
  'http://rates.example.com',
  'http://localhost:3000',
])('%s is not told', (url) => {
  expect(foundFor(url)).toEqual([]);
});
