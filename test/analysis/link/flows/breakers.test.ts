import { expect, test } from 'vitest';

import { systemOf } from '../../../support/link.js';

const PAYMENTS = `import express from 'express';\nconst app = express();\napp.get('/payments', (q, r) => r.send('ok'));\napp.listen(3000);`;
const endingsOf = (head: string, call: string) =>
  systemOf({
    units: {
      orders: {
        code: `import express from 'express';\n${head}\nconst app = express();\nconst ask = () => fetch(process.env.URL + '/payments');\napp.get('/x', async () => { ${call} });\napp.listen(3000);`,
        env: { URL: 'http://payments:3000' },
      },
      payments: PAYMENTS,
    },
  }).callSites.map(({ ends, isUntimed }) => (isUntimed === true ? `${ends} without a timeout` : ends));
const own = (body: string) =>
  `class CircuitBreaker { async run(call) { if (this.open) throw new Error('open'); ${body} } }\nconst breaker = new CircuitBreaker();`;

test('a breaker of opossum gives up by itself, unless it is told not to', () => {
  const made = (options: string) => `import CircuitBreaker from 'opossum';\nconst of = (f) => new CircuitBreaker(f${options});`;
  expect(endingsOf(made(''), 'await of(ask).fire();')).toEqual(['breaker']);
  expect(endingsOf(made(', { timeout: false }'), 'await of(ask).fire();')).toEqual(['breaker without a timeout']);
});

test('a breaker of one’s own has a clock, or has none', () => {
  expect(endingsOf(own('return call();'), 'await breaker.run(() => ask());')).toEqual(['breaker without a timeout']);
  expect(endingsOf(own('return Promise.race([call(), late()]);'), 'await breaker.run(() => ask());')).toEqual(['breaker']);
});

test('beside a breaker of one’s own it is not known what it stands around', () => {
  expect(endingsOf(own('return call();'), 'await ask();')).toEqual(['unknown']);
});
