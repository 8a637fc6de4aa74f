import { describe, expect, it } from 'vitest';

import { checkstyle } from '../../src/report/checkstyle.js';
import { junit } from '../../src/report/junit.js';
import { xmlDocument } from '../../src/report/xml.js';
import { at, service, system } from '../support/system.js';
import { xmlProblems } from '../support/xml.js';
import { hostileReport } from './hostile.js';
import { report, SHARED } from './sample.js';

const states = (['new', 'suppressed', 'baselined'] as const).map((state) => ({ ...SHARED, id: state, state }));
const cases = [
  ['one finding', report()],
  ['no finding', report({ findings: [] })],
  ['all states and severities', report({ findings: [...states, { ...SHARED, severity: 'warning' }, { ...SHARED, severity: 'info' }] })],
  ['hostile names', hostileReport()],
] as const;

describe('XML', () => {
  it('is written with everything escaped, and lines of a text as they are', () => {
    const text = xmlDocument({
      name: 'a',
      attributes: { b: `<"'&>\n\t]]>\u0000\ud800\u009b` },
      content: [{ name: 'c', content: 'x\n<y> \r' }],
    });
    expect(text).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a b="&lt;&quot;&apos;&amp;&gt;&#xa;&#x9;]]&gt;\ufffd\ufffd&#x9b;">\n  <c>x\n&lt;y&gt; &#xd;</c>\n</a>\n',
    );
  });
});

describe('a JUnit report', () => {
  it.each(cases)('of %s is what Jenkins reads', async (_, one) => {
    expect(await xmlProblems(junit(one), 'junit.xsd')).toEqual([]);
  });

  it('is refused by the schema when it is something else', async () => {
    expect(await xmlProblems(junit(report()).replaceAll('<testcase name', '<testcase title'), 'junit.xsd')).not.toEqual([]);
  });

  it('has a suite for each service and one for the system, with a case for each rule that ran', () => {
    const text = junit(report());
    const suites = [...text.matchAll(/<testsuite name="(\w+)" tests="(\d+)" failures="(\d+)" errors="0" skipped="(\d+)"/g)];
    const rules = String(report().rules.length);
    expect(suites.map(([, ...counts]) => counts)).toEqual([
      ['orders', rules, '0', '0'],
      ['billing', rules, '1', '0'],
      ['system', rules, '0', '0'],
    ]);
    expect(text).toContain(`<testsuites name="msa" tests="${3 * report().rules.length}" failures="1" errors="0">`);
    expect(text).toContain('<testcase name="msa/parse-error" classname="msa.orders"/>');
  });

  it('fails the case of an error with all that is known of it', () => {
    expect(junit(report())).toContain(
      [
        `<failure message="${SHARED.message}" type="${SHARED.rule}">error: ${SHARED.message}`,
        'at services/billing/src/db.ts:4:20',
        `why: ${SHARED.why}`,
        `fix: ${SHARED.fix}`,
        'id: 9f2c1e7a</failure>',
      ].join('\n'),
    );
  });

  it('skips the case of a known finding, and tells warnings without failing', () => {
    const known = junit(report({ findings: [{ ...SHARED, state: 'baselined', accepted: { by: 'baseline', reason: 'old' } }] }));
    expect(known).toContain('failures="0" errors="0" skipped="1"');
    expect(known).toContain(`<skipped message="baselined (old): ${SHARED.message}"/>`);
    const warned = junit(report({ findings: [{ ...SHARED, severity: 'warning' }] }));
    expect(warned).not.toMatch(/<failure|<skipped/);
    expect(warned).toContain(`<system-out>warning: ${SHARED.message}`);
  });

  it('gives a finding to the service in whose folder it stands', () => {
    const base = report().analysis;
    const analysis = { ...base, system: system({ services: [service('a', { path: 'a' }), service('ab', { path: 'ab' })] }) };
    const suiteOf = (file: string): string | undefined =>
      /<testsuite name="(\w+)"[^>]* failures="1"/.exec(
        junit(report({ analysis, findings: [{ ...SHARED, services: ['a', 'ab'], location: at(file) }] })),
      )?.[1];
    expect(['a/x.ts', 'ab/x.ts', 'lib/x.ts'].map(suiteOf)).toEqual(['a', 'ab', 'system']);
  });
});

describe('a Checkstyle report', () => {
  it.each(cases)('of %s is well formed', async (_, one) => {
    expect(await xmlProblems(checkstyle(one), 'checkstyle.xsd')).toEqual([]);
  });

  it('has the new findings by file', () => {
    const others = [{ ...SHARED, id: 'b', location: at('a.ts', 2, 5), severity: 'warning' as const }];
    const text = checkstyle(report({ findings: [...states, ...others] }));
    expect(text.split('\n').map((line) => line.trim().replace(/ message=.*/, ''))).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<checkstyle version="4.3">',
      '<file name="a.ts">',
      '<error line="2" column="5" severity="warning"',
      '</file>',
      '<file name="services/billing/src/db.ts">',
      '<error line="4" column="20" severity="error"',
      '</file>',
      '</checkstyle>',
      '',
    ]);
  });
});
