import { expect, it } from 'vitest';

import { meanings } from '../../support/calls.js';

const NAMES = Array.from({ length: 120 }, (_, i) => `step${String(i)}`);

it('activities that a worker of Temporal is given run there, however many a namespace has', () => {
  const steps = NAMES.map((name) => `export async function ${name}(order: string) { return fetch('http://orders/${name}/' + order); }`);
  const fields = NAMES.map((name) => `${name}: z.string().min(1).max(9)`).join(', ');
  const large = `import { z } from 'zod'; export const shape = z.object({ ${fields} });`;
  const code = {
    'app/a.ts': `import { Worker } from '@temporalio/worker'; import * as activities from '../shared/activities.js'; export async function start() { const options = { taskQueue: 'orders', activities }; const worker = await Worker.create(options); await worker.run(); } start();`,
    'shared/activities.ts': `export * from './steps.js';`,
    'shared/steps.ts': [...steps, large].join('\n'),
  };
  const expected = NAMES.map((name) => `request GET http://orders/${name}/{order}`).sort();
  expect(meanings(code, ['request']).map((text) => text.replace(/\$\{[^}]*\}|\{[^}]*\}|<[^>]*>|\?.*$/g, '{order}'))).toEqual(expected);
});
