import { describe, expect, test } from 'vitest';

import type { Module } from '../src/module.js';
import { inMemory } from '../src/widgets/memory.js';
import { type WidgetRepository, widgetsOf } from '../src/widgets/repository.js';
import { testApp } from './support.js';
import { describeRepository } from './widget-contract.js';

describe('in memory', () => {
  describeRepository(async () => Promise.resolve(inMemory()));
});

test('all modules of a service share one repository', async () => {
  const seen: WidgetRepository[] = [];
  const module: Module = {
    name: 'reader',
    stage: 'feature',
    env: {},
    start: (service) => void seen.push(widgetsOf(service)),
  };

  await testApp({ modules: [module, module] });

  expect(seen[0]).toBe(seen[1]);
});
