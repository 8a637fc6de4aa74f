import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';

import { check } from '../../src/rules/check.js';
import { analyzeFiles } from '../../src/testing/index.js';
import { rendered } from '../support/rendered.js';

const HANDLERS = 'services/payments/src/events/handlers.ts';

const CONSUMER = `
const orderCreated = defineEvent({ kind: 'integration', type: 'order.created', version: 1, summary: 'An order is there.', data: z.object({}) });
export const copies = defineModule({
  name: 'copies',
  stage: 'feature',
  env: {},
  start(service) {
    service.use(events).subscribe(orderCreated, { name: 'copy', handle: async () => service.log.info('order') });
  },
});
`;

/** Two services that publish; what the second consumes is in its code and in msa.yaml. */
function system({ consumes }: { readonly consumes: boolean }): Record<string, string> {
  const files = Object.fromEntries(rendered({ orders: ['event-driven'], payments: ['event-driven'] }));
  if (!consumes) return files;
  const manifest = parseDocument(files['msa.yaml'] ?? '');
  manifest.setIn(['services', 'payments', 'consumes'], ['order.created.v1']);
  const imports = `import { z } from 'zod';\nimport { defineEvent } from './event.js';\n`;
  return {
    ...files,
    'msa.yaml': String(manifest),
    [HANDLERS]: imports + (files[HANDLERS] ?? '') + CONSUMER,
    'services/payments/src/modules.ts': (files['services/payments/src/modules.ts'] ?? '')
      .replace('import { paymentEvents }', 'import { copies, paymentEvents }')
      .replace('paymentEvents,', 'copies, paymentEvents,'),
  };
}

async function read(files: Record<string, string>) {
  const { analysis, manifest } = await analyzeFiles(files);
  const events = analysis.system.edges.filter(({ style }) => style === 'async');
  return {
    events: events.map(({ from, to, name }) => `${from} -> ${to} ${name}`).sort(),
    brokers: new Set(analysis.system.topics.map(({ broker }) => broker)),
    findings: check(analysis, { manifest }).map(({ message }) => message),
  };
}

test('events between services that were made are seen, by whichever broker they will go, and nothing is found in them', async () => {
  expect(await read(system({ consumes: true }))).toEqual({
    events: ['orders -> payments events/order.created.v1', 'orders -> payments order.created.v1'],
    brokers: new Set(['amqp', 'mqtt', 'nats']),
    findings: [],
  });
});

test('services of which none listens are not connected', async () => {
  expect((await read(system({ consumes: false }))).events).toEqual([]);
});
