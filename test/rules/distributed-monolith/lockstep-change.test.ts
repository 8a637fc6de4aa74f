import { expect } from 'vitest';

import type { CommittedChange } from '../../../src/model/history.js';
import { lockstepChange } from '../../../src/rules/distributed-monolith/lockstep-change.js';
import { testRule } from '../../support/rule-tester.js';
import { service, services, system } from '../../support/system.js';

const ORDERS = 'services/orders/src/cart.ts';
const BILLING = 'services/billing/src/invoice.ts';
const two = system({ services: services('orders', 'billing') });

/** `times` commits of these files. */
function commits(times: number, ...files: readonly string[]): CommittedChange[] {
  return Array.from({ length: times }, (_, index) => ({ id: `${index}`, files }));
}

function history(...changes: readonly CommittedChange[][]) {
  return { history: { commits: changes.flat() } };
}

const others = ['a', 'b', 'c', 'd'];
const six = system({ services: services('orders', 'billing', ...others) });

testRule(lockstepChange, {
  valid: [
    { name: 'a system without a history', system: two },
    { name: 'a history that is missing', system: two, analysis: { history: { commits: [], missing: 'shallow clone' } } },
    { name: 'nine common changes', system: two, analysis: history(commits(9, ORDERS, BILLING)) },
    {
      name: 'a service that changes more often alone',
      system: two,
      analysis: history(commits(12, ORDERS, BILLING), commits(13, ORDERS), commits(13, BILLING)),
    },
    {
      name: 'commits of many files',
      system: two,
      analysis: history(commits(20, ORDERS, BILLING, ...Array.from({ length: 29 }, (_, n) => `docs/${n}.md`))),
    },
    {
      name: 'the same file in both',
      system: two,
      analysis: history(
        commits(20, 'services/orders/src/log.ts', 'services/billing/src/log.ts'),
        commits(20, 'services/orders/src/orders/Step.kt', 'services/billing/src/billing/Step.kt'),
      ),
    },
    {
      name: 'what is no code that does something',
      system: two,
      analysis: history(
        ...[
          'package.json',
          'Dockerfile',
          'README.md',
          'src/main.ts',
          'src/app.module.ts',
          'src/cart.spec.ts',
          'test/cart.ts',
          'dist/cart.js',
          '.eslintrc.js',
        ].map((file) => commits(20, ORDERS, `services/billing/${file}`)),
      ),
    },
    {
      name: 'commits of most services',
      system: six,
      analysis: history(commits(20, ORDERS, BILLING, ...others.map((name) => `services/${name}/src/${name}.ts`))),
    },
    {
      name: 'a frontend',
      system: system({ services: [service('orders'), service('shop', { kind: 'frontend' })] }),
      analysis: history(commits(20, ORDERS, 'services/shop/src/page.tsx')),
    },
    {
      name: 'a worker of the same folder, and what lies in the folder of another',
      system: system({
        services: [service('orders'), service('mailer', { kind: 'worker', path: 'services/orders' }), service('all', { path: '.' })],
      }),
      analysis: history(commits(20, ORDERS, 'services/orders/src/mail.ts', 'tools.ts')),
    },
    { name: 'less than what is asked for', system: two, options: { support: 21 }, analysis: history(commits(20, ORDERS, BILLING)) },
  ],
  invalid: [
    {
      name: 'two that change together',
      system: two,
      analysis: history(
        commits(10, ORDERS, BILLING),
        commits(8, BILLING),
        commits(30, ORDERS),
        commits(1, 'services/orders/src/b.ts', BILLING),
      ),
      says: ['warning: billing and orders change together: 11 of the 19 commits that change billing change orders too (58 %)'],
      more: ([finding]) => {
        expect(finding).toMatchObject({
          confidence: 'medium',
          services: ['billing', 'orders'],
          location: { file: 'services/billing/package.json' },
          label: 'billing: most often in services/billing/src/invoice.ts (11)',
          related: [{ message: 'orders: most often in services/orders/src/cart.ts (10) and services/orders/src/b.ts (1)' }],
          metrics: { together: 11, commits: 19, share: 58 },
        });
      },
    },
    {
      name: 'two of many, and not the sweeps through all',
      system: six,
      analysis: history(
        commits(10, ORDERS, BILLING),
        commits(50, ORDERS, BILLING, ...others.map((name) => `services/${name}/src/${name}.ts`)),
      ),
      says: ['warning: billing and orders change together: 10 of the 10 commits that change billing change orders too (100 %)'],
    },
    {
      name: 'what other limits ask for',
      system: two,
      options: { support: 3, share: 0.1, files: 2 },
      analysis: history(commits(3, ORDERS, BILLING), commits(20, BILLING), commits(20, ORDERS)),
      says: ['warning: billing and orders change together: 3 of the 23 commits that change billing change orders too (13 %)'],
    },
  ],
});
