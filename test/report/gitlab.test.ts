import { readFileSync } from 'node:fs';

import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';

import { gitlab } from '../../src/report/gitlab.js';
import { hostileReport } from './hostile.js';
import { report, SHARED } from './sample.js';

const validate = new Ajv({ allErrors: true, strict: false }).compile(
  JSON.parse(readFileSync('test/support/schemas/gitlab-code-quality.json', 'utf8')) as object,
);

describe('a GitLab Code Quality report', () => {
  it.each([
    ['one finding', report()],
    ['no finding', report({ findings: [] })],
    ['hostile names', hostileReport()],
  ])('of %s is what GitLab reads', (_, one) => {
    const found = JSON.parse(gitlab(one)) as readonly { readonly fingerprint: string }[];
    validate(found);
    expect(validate.errors).toBeNull();
    expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(found.length);
  });

  it('tells what, where and how bad', () => {
    const findings = (['error', 'warning', 'info'] as const).map((severity) => ({ ...SHARED, severity, id: severity }));
    const found = JSON.parse(gitlab(report({ findings }))) as readonly { readonly severity: string }[];
    expect(found.map(({ severity }) => severity)).toEqual(['critical', 'major', 'info']);
    expect(found[0]).toEqual({
      description: SHARED.message,
      check_name: 'msa/database-per-service/shared-datastore',
      fingerprint: 'error',
      severity: 'critical',
      location: { path: 'services/billing/src/db.ts', lines: { begin: 4 } },
    });
  });

  it('is an empty list where there is nothing, without a byte order mark', () => {
    expect(gitlab(report({ findings: [] }))).toBe('[]\n');
    expect(gitlab(report({ findings: [{ ...SHARED, state: 'baselined' }] }))).toBe('[]\n');
  });
});
