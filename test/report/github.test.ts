import { describe, expect, it } from 'vitest';

import type { Finding } from '../../src/model/finding.js';
import { github } from '../../src/report/github.js';
import { at } from '../support/system.js';
import { hostileReport, NAMES } from './hostile.js';
import { report, SHARED } from './sample.js';

interface Annotation {
  readonly kind: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** As GitHub's runner reads a line of the log: properties end at the first `::` and are split at commas, then unescaped. */
function annotations(text: string): Annotation[] {
  return text.split('\n').flatMap((line) => {
    const [, kind, properties = '', message = ''] = /^::(error|warning|notice) (.*?)::(.*)$/.exec(line) ?? [];
    if (kind === undefined) return [];
    const entries = properties.split(',').map((pair) => {
      const cut = pair.indexOf('=');
      return [
        pair.slice(0, cut),
        unescaped(pair.slice(cut + 1))
          .replaceAll('%3A', ':')
          .replaceAll('%2C', ','),
      ];
    });
    return [{ kind, properties: Object.fromEntries(entries) as Record<string, string>, message: unescaped(message) }];
  });
}

function unescaped(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function many(count: number, severity: Finding['severity']): Finding[] {
  return Array.from({ length: count }, (_, index) => ({ ...SHARED, id: `${severity}${index}`, severity }));
}

describe('GitHub annotations', () => {
  it('tell where, the rule, what and how to mend it', () => {
    expect(annotations(github(report()))).toEqual([
      {
        kind: 'error',
        properties: {
          file: 'services/billing/src/db.ts',
          line: '4',
          endLine: '4',
          col: '20',
          endColumn: '24',
          title: 'database-per-service/shared-datastore',
        },
        message: `${SHARED.message}\nFix: ${SHARED.fix}`,
      },
    ]);
  });

  it('keep every name in its place', () => {
    const found = annotations(github(hostileReport()));
    const files = found.flatMap(({ kind, properties: { file = '' } }) => (kind === 'error' ? [file] : [])).slice(0, 3);
    // Control characters are gone, the rest is as it was.
    expect(files).toEqual(NAMES.slice(0, 3).map((name) => name.replaceAll(/[\u0000-\u001f\u0085\u009b\u202e\u2066]/g, ' ')));
    const odd = annotations(github(report({ findings: [{ ...SHARED, location: at('a,b:c%d.ts', 1, 1), message: '100 %: a, b' }] })));
    expect(odd).toMatchObject([{ properties: { file: 'a,b:c%d.ts' }, message: `100 %: a, b\nFix: ${SHARED.fix}` }]);
  });

  it.each([
    ['as many as GitHub shows', [10, 10, 10], [10, 10, 10], undefined],
    ['an error too many', [11, 0, 0], [10, 0, 1], '1 finding more'],
    ['too many of each', [30, 12, 10], [10, 10, 10], '23 findings more'],
  ])('are ten of a kind: %s', (_, [errors = 0, warnings = 0, infos = 0], expected, more) => {
    const found = annotations(
      github(report({ findings: [...many(errors, 'error'), ...many(warnings, 'warning'), ...many(infos, 'info')] })),
    );
    const count = (kind: string): number => found.filter((one) => one.kind === kind).length;
    expect([count('error'), count('warning'), count('notice')]).toEqual(expected);
    if (more === undefined) expect(found.at(-1)?.properties).toHaveProperty('file');
    else expect(found.at(-1)?.message).toContain(`${more}, which GitHub does not show here`);
  });

  it('are followed by the summary, for who reads the log', () => {
    expect(github(report({ findings: [] }))).toMatch(/^no findings\n2 services · 120 files/);
  });
});
