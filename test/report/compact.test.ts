import { describe, expect, it } from 'vitest';

import { agent } from '../../src/report/agent.js';
import { compact } from '../../src/report/compact.js';
import { at } from '../support/system.js';
import { hostileReport } from './hostile.js';
import { report, SHARED } from './sample.js';

/** `$eslint-compact` of VS Code. */
const MATCHER = /^(.+):\sline\s(\d+),\scol\s(\d+),\s(Error|Warning|Info)\s-\s(.+)\s\((.+)\)$/;

describe('compact', () => {
  it('is what editors read as problems', () => {
    const findings = [SHARED, { ...SHARED, severity: 'warning' as const }, { ...SHARED, severity: 'info' as const }];
    const lines = compact(report({ findings })).split('\n');
    expect(lines.slice(0, 3).map((line) => MATCHER.exec(line)?.slice(1))).toEqual(
      ['Error', 'Warning', 'Info'].map((word) => ['services/billing/src/db.ts', '4', '20', word, SHARED.message, SHARED.rule]),
    );
    expect(lines.slice(3)).toEqual(['', '1 error, 1 warning, 1 info', expect.stringMatching(/^2 services/), '']);
  });

  it('has one line a finding, whatever its names are', () => {
    const shown = hostileReport();
    const lines = compact(shown).split('\n');
    const count = shown.findings.filter(({ state }) => state === 'new').length;
    expect(lines.slice(0, count).filter((line) => !MATCHER.test(line))).toEqual([]);
    expect(lines[count]).toBe('');
  });

  it('calls a file from its folder where its name would be a command of the log', () => {
    const [line = ''] = compact(report({ findings: [{ ...SHARED, location: at('::error::x.ts') }] })).split('\n');
    expect(MATCHER.exec(line)?.[1]).toBe('./::error::x.ts');
  });
});

describe('agent', () => {
  it('has all on one line', () => {
    expect(agent(report()).split('\n')).toEqual([
      `services/billing/src/db.ts:4:20 error ${SHARED.rule}: ${SHARED.message} | see services/orders/src/db.ts:7 (orders opens it) | fix: ${SHARED.fix} | id 9f2c1e7a`,
      '1 error',
      expect.stringMatching(/^2 services/),
      '',
    ]);
  });

  it('shows three places beside the main one, and none where there are none', () => {
    const related = Array.from({ length: 5 }, (_, index) => ({ ...at('a.ts', index + 1), message: `step ${index + 1}` }));
    expect(agent(report({ findings: [{ ...SHARED, related }] }))).toContain(
      '| see a.ts:1 (step 1), a.ts:2 (step 2), a.ts:3 (step 3) | fix',
    );
    expect(agent(report({ findings: [{ ...SHARED, related: [] }] }))).not.toContain('| see');
  });
});
