import { describe, expect, it } from 'vitest';

import type { Finding } from '../../src/model/finding.js';
import { text } from '../../src/report/text.js';
import { at } from '../support/system.js';
import { report, SHARED } from './sample.js';

const COVERAGE = '2 services · 120 files · calls 15 resolved, 1 unresolved · datastores 2 resolved, 2 unresolved';

describe('findings', () => {
  const missing = (name: string): Finding => ({
    ...SHARED,
    id: `id-${name}`,
    rule: 'observability/missing-health-check',
    antipattern: 'observability',
    message: `${name} has no health check`,
    location: at(`${name}.ts`, 3, 7),
  });

  it('of one pattern rule are one subject: the first in full, the others with what and where', () => {
    const lines = text(report({ findings: [missing('billing'), missing('orders'), missing('stock')] })).split('\n');
    expect(lines.slice(0, -4).filter((line) => line === '')).toHaveLength(0);
    expect(lines.slice(-7)).toEqual([
      '  id   id-billing · msa explain observability/missing-health-check',
      '  also orders has no health check · orders.ts:3:7 · id-orders',
      '       stock has no health check · stock.ts:3:7 · id-stock',
      '',
      '3 errors',
      COVERAGE,
      '',
    ]);
  });

  it('of one pattern rule but of other severity, and those of an anti-pattern, are told one by one', () => {
    const shown = text(
      report({ findings: [missing('billing'), { ...missing('orders'), severity: 'warning' }, SHARED, { ...SHARED, id: 'x' }] }),
    );
    expect(shown.match(/ {2}fix {2}/g)).toHaveLength(4);
    expect(shown).not.toContain('  also ');
  });
});

describe('a finding', () => {
  it('says what, where, why, how to mend it and its id', () => {
    expect(text(report())).toBe(
      [
        'error  database-per-service/shared-datastore   services billing and orders both use the database',
        '       postgres://db/shop',
        '  ┌─ services/billing/src/db.ts:4:20',
        '4 │ const pool = new   Pool({ connectionString: url })',
        '  │                    ━━━━ billing opens it (DATABASE_URL from docker-compose.yml:31)',
        '  ┌─ services/orders/src/db.ts:7:1 … orders opens it',
        '  why  a schema change in one needs a lock-step deploy of the other',
        '  fix  give billing its own database, or let it ask orders / consume its events',
        '  id   9f2c1e7a · msa explain database-per-service/shared-datastore',
        '',
        '1 error',
        COVERAGE,
        '',
      ].join('\n'),
    );
  });

  it('lines up with long line numbers and without an indentation of the source', () => {
    const location = at('a.ts', 1204, 11);
    const lines = text(report({ findings: [{ ...SHARED, location, related: [] }], lineOf: () => '\t\tawait send(item);' })).split('\n');
    expect(lines.slice(2, 5)).toEqual([
      '     ┌─ a.ts:1204:11',
      '1204 │ await send(item);',
      '     │         ━━ billing opens it (DATABASE_URL from docker-compose.yml:31)',
    ]);
  });

  it('shows the marked part of a long line', () => {
    const source = `${'x'.repeat(300)}(marked)${'y'.repeat(300)}`;
    const location = { ...at('a.ts', 1, 302), endLine: 1, endColumn: 308 };
    const lines = text(report({ findings: [{ ...SHARED, location }], lineOf: () => source, width: 80 })).split('\n');
    const [code = '', mark = ''] = lines.slice(3, 5);
    expect(code.length).toBeLessThanOrEqual(80);
    expect(code.slice(mark.indexOf('━'), mark.lastIndexOf('━') + 1)).toBe('marked');
  });

  it('goes without a frame where the file cannot be read, and without a place where there is none', () => {
    const { location: _, ...nowhere } = SHARED;
    expect(text(report({ lineOf: () => undefined })).split('\n')[2]).toBe(
      '  ┌─ services/billing/src/db.ts:4:20 … billing opens it (DATABASE_URL from docker-compose.yml:31)',
    );
    expect(text(report({ findings: [{ ...nowhere, related: [] }] })).split('\n')[2]).toMatch(/^ {2}why/);
  });

  it('shows five related places and counts the rest', () => {
    const related = Array.from({ length: 8 }, (_, index) => ({ ...at('a.ts', index + 1), message: `step ${index + 1}` }));
    const lines = text(report({ findings: [{ ...SHARED, related }] })).split('\n');
    expect(lines.filter((line) => line.includes('… step'))).toHaveLength(5);
    expect(lines).toContain('  … and 3 more');
  });

  it('wraps to the width', () => {
    const lines = text(
      report({
        width: 60,
        findings: [{ ...SHARED, related: [{ ...at('services/orders/src/db.ts'), message: 'word '.repeat(30).trim() }] }],
      }),
    ).split('\n');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
  });

  it('puts a mark’s text below it where it does not fit beside', () => {
    const lines = text(report({ width: 60, findings: [{ ...SHARED, label: 'billing opens it, and nobody knows why' }] })).split('\n');
    expect(lines.slice(5, 7)).toEqual(['  │                    ━━━━', '  │                   billing opens it, and nobody knows why']);
  });

  it('tells its confidence when that is not high', () => {
    expect(text(report({ findings: [{ ...SHARED, severity: 'warning', confidence: 'low' }] }))).toContain(
      'shared-datastore · confidence low',
    );
  });
});

describe('control characters of the repository', () => {
  const evil = 'a\u001b[31mred\u001b]8;;http://x\u0007\u202Eb\rc\u009b2J';

  it('never reach the terminal', () => {
    const finding = {
      ...SHARED,
      message: evil,
      label: evil,
      related: [{ ...at(`${evil}.ts`), message: evil }],
      location: at(`${evil}.ts`, 4, 3),
    };
    const out = text(report({ findings: [finding], lineOf: () => evil }));

    expect(out.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  });
});

describe('colour', () => {
  it('is there when asked for, and changes nothing else', () => {
    const colored = text(report({ color: true }));

    expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(text(report()));
    expect(colored).toContain('\u001b[31m');
  });
});

describe('the end', () => {
  const last = (parts: Parameters<typeof report>[0]): string[] => text(report(parts)).split('\n').slice(-4, -1);

  it('counts by severity, and what was accepted apart', () => {
    const findings = [
      SHARED,
      { ...SHARED, severity: 'warning' as const },
      { ...SHARED, state: 'suppressed' as const },
      { ...SHARED, state: 'baselined' as const },
    ];
    expect(last({ findings })).toEqual(['', '1 error, 1 warning (1 suppressed, 1 baselined)', COVERAGE]);
    expect(last({ findings, fixed: 2 })).toEqual(['', '1 error, 1 warning (1 suppressed, 1 baselined, 2 fixed)', COVERAGE]);
  });

  it('says what was skipped, not read and given up', () => {
    const base = report().analysis;
    const analysis = {
      ...base,
      system: {
        ...base.system,
        services: base.system.services.map((one) => (one.name === 'orders' ? { ...one, analysed: false, language: 'go' } : one)),
      },
      coverage: {
        ...base.coverage,
        services: Object.fromEntries(Object.entries(base.coverage.services).map(([name, one]) => [name, { ...one, unresolvedRoutes: 1 }])),
        widened: 3,
        skipped: [
          { file: 'a.js', why: 'minified' as const },
          { file: 'b.js', why: 'minified' as const },
          { file: 'c.ts', why: 'too-large' as const },
        ],
      },
      problems: [{ at: at('docker-compose.yml'), message: 'bad' }],
    };
    expect(last({ analysis, width: 200 })).toEqual([
      '1 error',
      COVERAGE.replace('· datastores', '· 2 routes unresolved · datastores'),
      'not read: orders (go) · skipped 3 files: 2 minified, 1 too-large · 1 problem with files · 3 values given up as too large',
    ]);
  });

  it('asks for a manifest only where there is none', () => {
    const base = report().analysis;
    const declared = { file: 'msa.yaml', services: [], datastores: [] };
    const analysis = { ...base, system: { ...base.system, declared } };
    expect(text(report({ findings: [], analysis }))).toBe(`no findings\n${COVERAGE}\nNothing to report.\n`);
  });

  it('gives a hint when there is nothing', () => {
    expect(text(report({ findings: [], width: 200 }))).toBe(
      `no findings\n${COVERAGE}\nNothing to report. What msa.yaml declares (owners, allowed calls) is checked too: \`msa init\` writes one to begin with.\n`,
    );
  });
});
