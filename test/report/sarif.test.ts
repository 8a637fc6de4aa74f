import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

import type { Report } from '../../src/model/analysis.js';
import type { Finding } from '../../src/model/finding.js';
import { sarif } from '../../src/report/sarif/sarif.js';
import { githubProblems, isRelativeUri, type SarifLog, type SarifResult } from '../support/github-sarif.js';
import { at } from '../support/system.js';
import { hostileReport } from './hostile.js';
import { report, SHARED } from './sample.js';

const schema = JSON.parse(readFileSync('test/support/schemas/sarif-2.1.0.json', 'utf8')) as object;
const ajv = new Ajv2020({
  strict: false,
  formats: {
    uri: (text: string) => URL.canParse(text),
    'uri-reference': (text: string) => URL.canParse(text, 'file:///') && !/[^\x21-\x7e]/.test(text),
    uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
  },
});
const validate = ajv.compile(schema);

function parsed(one: Report): SarifLog {
  return JSON.parse(sarif(one)) as SarifLog;
}

function resultsOf(findings: readonly Finding[]): readonly SarifResult[] {
  return parsed(report({ findings })).runs[0]?.results ?? [];
}

const flow = [
  { ...at('services/orders/src/routes.ts', 3, 1), message: 'POST /checkout begins here' },
  { ...at('services/orders/src/checkout.ts', 12, 3), message: 'the loop over items' },
];
const states = (['new', 'suppressed', 'baselined'] as const).map((state, index) => ({ ...SHARED, id: `aaaaaaa${index}`, state, flow }));

describe('a SARIF report', () => {
  it.each([
    ['of one finding', report()],
    ['of nothing', report({ findings: [] })],
    ['of all states', report({ findings: states })],
    ['of a system below the top of its repository', report({ prefixes: { repository: 'a b/ü/', folder: '' } })],
    ['of hostile names', hostileReport()],
  ])('%s satisfies the schema of OASIS and the demands of GitHub', (_, one) => {
    const log = parsed(one);
    validate(log);
    expect(validate.errors).toBeNull();
    expect(githubProblems(log)).toEqual([]);
  });

  it('is refused by the schema when a field is another one', () => {
    const log = parsed(report());
    expect(validate({ ...log, runs: log.runs.map((run) => ({ ...run, result: [] })) })).toBe(false);
  });

  it('marks one line, to the end of the word where no end is known', () => {
    const findings = [
      SHARED,
      { ...SHARED, id: 'b', location: { ...at('services/billing/src/db.ts', 4, 7), endLine: 9, endColumn: 2 } },
      { ...SHARED, id: 'c', location: at('gone.ts', 4, 7) },
    ];
    expect(resultsOf(findings).map(({ locations: [place] }) => place?.physicalLocation.region)).toEqual([
      { startLine: 4, startColumn: 20, endLine: 4, endColumn: 24 },
      { startLine: 4, startColumn: 7, endLine: 4, endColumn: 11 },
      { startLine: 4, startColumn: 7, endLine: 4, endColumn: 8 },
    ]);
  });

  it('encodes what a URI has no place for', () => {
    const files = ['a b.ts', 'c:/x#y?z%.ts', 'ünï/服.ts', 'a\ud800.ts'];
    const uris = resultsOf(files.map((file, index) => ({ ...SHARED, id: String(index), location: at(file) }))).map(
      ({ locations: [place] }) => place?.physicalLocation.artifactLocation.uri ?? '',
    );
    expect(uris).toEqual(['a%20b.ts', 'c%3A/x%23y%3Fz%25.ts', '%C3%BCn%C3%AF/%E6%9C%8D.ts', 'a%EF%BF%BD.ts']);
    expect(uris.filter((uri) => !isRelativeUri(uri))).toEqual([]);
  });

  it('has a fingerprint of its own that does not know lines', () => {
    const moved = { ...SHARED, location: at('services/billing/src/db.ts', 99, 1) };
    expect(resultsOf([moved])[0]?.partialFingerprints).toEqual(resultsOf([SHARED])[0]?.partialFingerprints);
    expect(resultsOf([SHARED])[0]?.partialFingerprints).toEqual({ 'msaFinding/v1': '9f2c1e7a' });
  });

  it('tells two systems of one repository apart', () => {
    const log = parsed(report({ prefixes: { repository: 'systems/shop/', folder: '' } }));
    expect(log.runs[0]?.automationDetails?.id).toBe('msa/systems/shop/');
    expect(log.runs[0]?.results[0]?.partialFingerprints).toEqual({ 'msaFinding/v1': 'systems/shop/9f2c1e7a' });
  });

  it('says of all results or of none how they were accepted', () => {
    expect(resultsOf(states).map(({ suppressions, baselineState }) => [suppressions?.map(({ kind }) => kind), baselineState])).toEqual([
      [[], 'new'],
      [['external'], 'new'],
      [[], 'unchanged'],
    ]);
    expect(resultsOf([SHARED])[0]).not.toHaveProperty('baselineState');
  });

  it('says where and why a finding was accepted', () => {
    const said = (by: 'comment' | 'manifest'): Finding => ({
      ...SHARED,
      id: by,
      state: 'suppressed',
      accepted: { by, reason: 'until spring' },
    });
    expect(resultsOf([said('comment'), said('manifest')]).map(({ suppressions }) => suppressions)).toEqual([
      [{ kind: 'inSource', status: 'accepted', justification: 'until spring' }],
      [{ kind: 'external', status: 'accepted', justification: 'until spring' }],
    ]);
  });

  it('shows the way of a request as a code flow', () => {
    const [first] = resultsOf([{ ...SHARED, flow }]);
    const steps = first?.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => location.message?.text);
    expect(steps).toEqual(['POST /checkout begins here', 'the loop over items']);
    expect(resultsOf([SHARED])[0]).not.toHaveProperty('codeFlows');
  });

  it('makes no link of brackets in a message', () => {
    expect(resultsOf([{ ...SHARED, message: 'GET /[id](http://evil)' }])[0]?.message.text).toBe('GET /\\[id\\](http://evil)');
  });

  it('describes a rule that is not one of the run', () => {
    const log = parsed(report({ rules: [] }));
    expect(log.runs[0]?.tool.driver.rules.map(({ id }) => id)).toEqual([SHARED.rule]);
    expect(githubProblems(log)).toEqual([]);
  });

  it('notes what was seen and every file that was not read', () => {
    const base = report().analysis;
    const skipped = [{ file: 'big file.js', why: 'too-large' as const }];
    const log = parsed(report({ analysis: { ...base, coverage: { ...base.coverage, skipped } } }));
    const notes = log.runs[0]?.invocations[0]?.toolExecutionNotifications ?? [];
    expect(notes.map(({ descriptor, message }) => [descriptor.id, message.text.split('\n')[0]])).toEqual([
      ['msa/coverage', expect.stringContaining('2 services · 120 files')],
      ['msa/skipped-file', 'not read: too-large'],
    ]);
    expect(notes[1]?.locations?.[0]?.physicalLocation.artifactLocation.uri).toBe('big%20file.js');
  });
});

describe('the limits of GitHub', () => {
  it('cut results, known ones first, and say so', () => {
    const findings = Array.from({ length: 25_010 }, (_, index): Finding => {
      return { ...SHARED, id: String(index), related: [], message: 'm', why: '', fix: '', state: index < 20 ? 'suppressed' : 'new' };
    });
    const log = parsed(report({ findings }));
    const results = log.runs[0]?.results ?? [];
    expect(results).toHaveLength(25_000);
    expect(results.filter(({ suppressions = [] }) => suppressions.length > 0)).toHaveLength(10);
    expect(log.runs[0]?.invocations[0]?.toolExecutionNotifications.at(-1)).toMatchObject({
      level: 'warning',
      message: { text: '10 findings more than the report may hold' },
    });
    expect(githubProblems(log)).toEqual([]);
  });

  it('cut the steps of a way', () => {
    const long = Array.from({ length: 1_200 }, (_, index) => ({ ...at('a.ts', index + 1), message: 'step' }));
    expect(githubProblems(parsed(report({ findings: [{ ...SHARED, flow: long, related: long }] })))).toEqual([]);
  });

  it('keep the packed report below 10 MB', () => {
    // Text that packs badly: numbers of a small generator.
    let seed = 1;
    const noise = (): string => Array.from({ length: 2_500 }, () => (seed = (seed * 48_271) % 2_147_483_647).toString(36)).join('');
    const findings = Array.from({ length: 1_600 }, (_, index) => ({ ...SHARED, id: String(index), message: noise() }));
    const text = sarif(report({ findings }));
    expect(gzipSync(text).length).toBeLessThanOrEqual(10_000_000);
    const log = JSON.parse(text) as SarifLog;
    expect(log.runs[0]?.results).toHaveLength(800);
    expect(log.runs[0]?.invocations[0]?.toolExecutionNotifications.at(-1)?.message.text).toBe('800 findings more than the report may hold');
  });
});
