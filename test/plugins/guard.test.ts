import { describe, expect, it } from 'vitest';

import { defineLibrary, type Library } from '../../src/analysis/libraries/define-library.js';
import type { Violation } from '../../src/model/finding.js';
import { defineRule, type Rule } from '../../src/model/rule.js';
import type { System } from '../../src/model/system.js';
import { pluginLibrary } from '../../src/plugins/library.js';
import { pluginReporter } from '../../src/plugins/reporter.js';
import { pluginRule } from '../../src/plugins/rule.js';
import { check } from '../../src/rules/check.js';
import { UserError } from '../../src/shared/errors.js';
import { analyzeFiles } from '../../src/testing/analyze-files.js';
import { report } from '../report/sample.js';
import { analysis, edge, services, system } from '../support/system.js';

function ruleOf(run: (system: System) => Iterable<Violation>, family = 'naming'): Rule {
  const meta = { id: `${family}/short`, family, summary: 's', why: 'w', fix: 'f', severity: 'warning', example: 'e', options: {} } as const;
  return pluginRule('acme', defineRule({ meta, check: run }));
}

const built = analysis(system({ services: services('orders', 'billing'), edges: [edge('orders', 'billing')] }));

function told(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError && error.code === 'E_PLUGIN')
      return [error.message, ...(error.at === undefined ? [] : [error.at])].join(' @ ');
    throw error;
  }
  throw new Error('nothing crashed');
}

describe('a rule of a plugin', () => {
  it('is called after the plugin, and so is its family', () => {
    const rule = ruleOf(({ services: all }) => all.map(({ name }) => ({ message: `${name}!`, services: [name] })));
    const findings = check(built, {}, [rule]);
    expect(findings.map(({ rule: id, antipattern, message, docs }) => ({ id, antipattern, message, docs }))).toEqual([
      { id: 'acme/naming/short', antipattern: 'acme/naming', message: 'billing!', docs: '' },
      { id: 'acme/naming/short', antipattern: 'acme/naming', message: 'orders!', docs: '' },
    ]);
    expect(check(built, { only: ['acme'] }, [rule])).toEqual(findings);
    expect(check(built, { only: ['acme/naming'] }, [rule])).toEqual(findings);
  });

  it('may be of a family of msa', () => {
    expect(ruleOf(() => [], 'god-service').meta).toMatchObject({ id: 'acme/god-service/short', family: 'god-service' });
  });

  it.each<[string, (system: System) => Iterable<Violation>, string]>([
    ['at a service', ({ services: [, second] }) => (second === undefined ? [] : fail()), ', at the service billing: Error: broken'],
    ['at an edge', ({ edges }) => edges.map(() => fail()), ', at the service orders: Error: broken'],
    ['before it looked at anything', () => fail(), ': Error: broken'],
    ['with what is no list', () => 7 as unknown as Violation[], ': TypeError: '],
    ['with a promise', () => Promise.resolve([]) as unknown as Violation[], ': TypeError: '],
    [
      'with a violation without a message',
      () => [{ services: [] } as unknown as Violation],
      ": TypeError: a violation is not as it must be: it must have required property 'message'",
    ],
    ['with a place that is none', () => [{ message: 'm', services: [], at: { file: 'a', line: 0, column: 1 } }], 'at.line must be >= 1'],
  ])('that crashes %s is named', (_, run, expected) => {
    const message = told(() => check(built, {}, [ruleOf(run)]));
    expect(message).toContain('the plugin acme crashed in its rule acme/naming/short');
    expect(message).toContain(expected);
  });
});

function fail(): never {
  throw new Error('broken');
}

describe('a library of a plugin', () => {
  const files = {
    'msa.yaml': 'services: { orders: { path: orders }, billing: { path: billing } }',
    'orders/main.js': "import { call } from '@acme/rpc';\ncall('billing');\n",
    'billing/main.js': '',
  };

  it.each<[string, Partial<Library>, string]>([
    ['a meaning', { calls: { '@acme/rpc.call': fail } }, 'orders: Error: broken @ orders/main.js:2:1'],
    ['a value', { calls: { '@acme/rpc.call': () => undefined }, values: { '@acme/rpc.call': fail } }, 'orders: Error: broken'],
    ['a signal of no kind', { calls: { '@acme/rpc.call': () => [{ kind: 'phone' }] as never } }, 'there is no signal of the kind "phone"'],
  ])('is named when it crashes with %s', async (_, tables, expected) => {
    const library = pluginLibrary('acme', defineLibrary({ package: '@acme/rpc', ...tables }));
    const message = await analyzeFiles(files, [library]).then(
      () => 'nothing crashed',
      (error: unknown) =>
        told(() => {
          throw error;
        }),
    );
    expect(message).toContain('the plugin acme crashed in its library @acme/rpc');
    expect(message).toContain(expected);
  });
});

describe('a reporter of a plugin', () => {
  it('gives its text', () => {
    expect(pluginReporter('acme', { name: 'count', report: ({ findings }) => String(findings.length) })(report())).toBe(
      String(report().findings.length),
    );
  });
  it.each([
    ['throws', fail, 'Error: broken'],
    ['gives no text', (() => 7) as never, 'a report is a text, not number'],
  ])('that %s is named', (_, run, expected) => {
    expect(told(() => pluginReporter('acme', { name: 'csv', report: run })(report()))).toContain(
      `the plugin acme crashed in its reporter acme/csv: `,
    );
    expect(told(() => pluginReporter('acme', { name: 'csv', report: run })(report()))).toContain(expected);
  });
});
