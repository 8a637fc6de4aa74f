import { describe, expect, it } from 'vitest';

import { defineRule } from '../../src/model/rule.js';
import { explainRule } from '../../src/report/explain.js';
import { rulesTable } from '../../src/report/rules-table.js';
import { rules } from '../../src/rules/index.js';

const rule = defineRule({
  meta: {
    id: 'msa/sample',
    family: 'msa',
    summary: 'Every sample is a sample.',
    why: 'Because it has to be one.',
    fix: 'Make it one.',
    severity: 'warning',
    sources: ['A book'],
    exempt: ['what is no sample', 'old ones'],
    example: 'A thing that is none.',
    options: { limit: { type: 'integer', default: 3, description: 'From this many.' } },
  },
  *check() {
    yield* [];
  },
});

describe('explainRule', () => {
  it('tells all that is known of the rule', () => {
    expect(explainRule(rule, 120)).toBe(
      [
        'msa/sample  (warning by default)',
        '',
        'Every sample is a sample.',
        '',
        'Why',
        '  Because it has to be one.',
        '',
        'Fix',
        '  Make it one.',
        '',
        'Example',
        '  A thing that is none.',
        '',
        'Not reported',
        '  - what is no sample',
        '  - old ones',
        '',
        'Options',
        '  - limit (default 3): From this many.',
        '',
        'Sources',
        '  A book',
        '',
        'In msa.yaml',
        '  rules: { msa/sample: off }',
        '',
        '',
      ].join('\n'),
    );
  });

  it.each(rules.map((one) => [one.meta.id, one] as const))('fits %s into 80 columns, and never takes more than 100', (_id, one) => {
    for (const line of explainRule(one, 80).split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    for (const line of explainRule(one, 200).split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });
});

describe('rulesTable', () => {
  it('has a line for each rule and wraps the summaries', () => {
    expect(rulesTable([rule], 52)).toBe('msa/sample  warning  Every sample is a sample.\n');
    expect(
      rulesTable(rules, 100)
        .split('\n')
        .filter((line) => /^[a-z]/.test(line)),
    ).toHaveLength(rules.length);
  });
});
