import { describe, expect, it } from 'vitest';

import { type FailOn, verdict } from '../../../src/cli/lint/verdict.js';
import type { Finding, Severity } from '../../../src/model/finding.js';

function found(severity: Severity, state: Finding['state'] = 'new'): Finding {
  return {
    id: '00000000',
    rule: 'msa/example',
    antipattern: 'msa',
    severity,
    confidence: 'high',
    message: '',
    why: '',
    fix: '',
    docs: '',
    services: [],
    datastore: null,
    related: [],
    metrics: {},
    state,
  };
}

const mixed = [
  found('error'),
  found('error'),
  found('warning'),
  found('info'),
  found('error', 'suppressed'),
  found('warning', 'baselined'),
];
const mild = [found('warning'), found('info')];

describe('verdict', () => {
  it.each<[readonly Finding[], FailOn, number | undefined, 0 | 1, string]>([
    [mixed, 'error', undefined, 1, '2 errors (fail-on=error)'],
    [mixed, 'warning', undefined, 1, '2 errors, 1 warning (fail-on=warning)'],
    [mixed, 'info', undefined, 1, '2 errors, 1 warning, 1 info (fail-on=info)'],
    [mixed, 'never', undefined, 0, '2 errors, 1 warning, 1 info (fail-on=never)'],
    [mild, 'error', undefined, 0, '1 warning, 1 info (fail-on=error)'],
    [mild, 'warning', undefined, 1, '1 warning (fail-on=warning)'],
    [mild, 'error', 1, 0, '1 warning, 1 info (fail-on=error)'],
    [mild, 'error', 0, 1, '1 warning (max-warnings=0)'],
    [mixed, 'never', 0, 1, '1 warning (max-warnings=0)'],
    [[], 'info', 0, 0, 'no findings (fail-on=info)'],
    [[found('error', 'suppressed')], 'error', undefined, 0, 'no findings (fail-on=error)'],
  ])('%# is told with its reason', (findings, failOn, maxWarnings, code, reason) => {
    expect(verdict(findings, { failOn, ...(maxWarnings === undefined ? {} : { maxWarnings }) })).toEqual({ code, reason });
  });
});
