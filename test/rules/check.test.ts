import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import type { BaselineEntry } from '../../src/model/baseline.js';
import type { Finding, SeveritySetting } from '../../src/model/finding.js';
import type { Manifest } from '../../src/model/manifest.js';
import type { IgnoreComment } from '../../src/model/ignore-comment.js';
import { defineRule, type Rule } from '../../src/model/rule.js';
import { check, judge, rulesThatRun } from '../../src/rules/check.js';
import { rules } from '../../src/rules/index.js';
import type { CheckSettings } from '../../src/rules/settings.js';
import { UserError } from '../../src/shared/errors.js';
import { entry } from '../support/baseline.js';
import { accessor, analysis, at, datastore, edge, manifest, services, system } from '../support/system.js';

const SHARED = 'database-per-service/shared-datastore';
const CYCLE = 'distributed-monolith/sync-cycle';
const broken = analysis(
  system({
    services: services('orders', 'billing'),
    datastores: [datastore([accessor('orders'), accessor('billing')])],
    edges: [edge('orders', 'billing'), edge('billing', 'orders')],
  }),
);

function run(settings: CheckSettings = {}): Finding[] {
  return check(broken, { today: '2030-06-15', ...settings });
}

function of(rule: string, settings: CheckSettings = {}): Finding | undefined {
  return run(settings).find((finding) => finding.rule === rule);
}

function mistake(settings: CheckSettings): { message: string; hint: string | undefined; at: string | undefined } {
  try {
    run(settings);
  } catch (error) {
    if (error instanceof UserError) return { message: error.message, hint: error.hint, at: error.at };
    throw error;
  }
  throw new Error('no mistake was found');
}

describe('severity', () => {
  const inManifest = (severity: 'off' | 'info' | 'warning') =>
    manifest({ rules: { [SHARED]: { severity, options: {}, at: at('msa.yaml', 4) } } });

  it('is the default of the rule', () => {
    expect(of(SHARED)?.severity).toBe('error');
  });
  it('is what the manifest says', () => {
    expect(of(SHARED, { manifest: inManifest('warning') })?.severity).toBe('warning');
    expect(of(SHARED, { manifest: inManifest('off') })).toBeUndefined();
  });
  it('is what the command line says, before all', () => {
    expect(of(SHARED, { manifest: inManifest('off'), overrides: { [SHARED]: 'info' } })?.severity).toBe('info');
    expect(of(SHARED, { overrides: { [SHARED]: 'off' } })).toBeUndefined();
  });
  it('of the user wins over that of a milder case', () => {
    const inferred = analysis(
      system({ services: services('a', 'b'), edges: [edge('a', 'b', { confidence: 'inferred' }), edge('b', 'a')] }),
    );
    const severities = ([{}, { [CYCLE]: 'error' }] as const).map(
      (overrides) => check(inferred, { overrides }).find(({ rule }) => rule === CYCLE)?.severity,
    );
    expect(severities).toEqual(['warning', 'error']);
  });
});

describe('only', () => {
  it('reports the named families', () => {
    expect(new Set(run({ only: ['database-per-service'] }).map(({ antipattern }) => antipattern))).toEqual(
      new Set(['database-per-service']),
    );
  });
  it('does not change what a rule finds that sums up others', () => {
    const rule = 'distributed-monolith/distributed-monolith';
    expect(of(rule, { only: ['distributed-monolith'] })).toEqual(of(rule));
    expect(of(rule)?.metrics.score).toBe(50);
  });
});

describe('ignore', () => {
  const ignoring = (parts: object) => ({
    manifest: manifest({ ignore: [{ rule: SHARED, reason: 'planned', at: at('msa.yaml', 9), ...parts }] }),
  });

  it('marks findings as suppressed', () => {
    expect(of(SHARED, ignoring({}))).toMatchObject({ state: 'suppressed', accepted: { by: 'manifest' } });
    expect(of(CYCLE, ignoring({}))?.state).toBe('new');
  });
  it('may name services', () => {
    expect(of(SHARED, ignoring({ services: ['orders'] }))?.state).toBe('suppressed');
    expect(of(SHARED, ignoring({ services: ['audit'] }))?.state).toBe('new');
  });
  it('holds until its last day', () => {
    expect(of(SHARED, ignoring({ expires: '2030-06-15' }))?.state).toBe('suppressed');
    expect(of(SHARED, ignoring({ expires: '2030-06-14' }))?.state).toBe('new');
  });
});

describe('a preset', () => {
  const strict = (parts: Partial<Manifest> = {}): CheckSettings => ({ manifest: manifest({ preset: 'strict', ...parts }) });

  it('strict makes rules one step harder', () => {
    const unread = { ...broken, problems: [{ at: at('compose.yaml'), message: 'broken' }] };
    const severity = (settings: CheckSettings) => check(unread, settings).find(({ rule }) => rule === 'msa/parse-error')?.severity;
    expect(severity({})).toBe('warning');
    expect(severity(strict())).toBe('error');
    expect(severity({ manifest: manifest({ preset: 'recommended' }) })).toBe('warning');
  });
  it('strict turns on what is off', () => {
    const small = analysis(system({ services: services('a', 'b', 'c') }));
    const rulesOf = (settings: CheckSettings) => rulesThatRun(settings).map(({ id }) => id);
    expect(rulesOf(strict())).toHaveLength(rules.length);
    expect(rulesOf({}).length).toBeLessThan(rules.length);
    expect(check(small, strict()).every(({ severity }) => severity !== 'info')).toBe(true);
  });
  it('leaves a milder case milder', () => {
    const guessed = analysis(system({ services: services('a', 'b'), edges: [edge('a', 'b', { confidence: 'inferred' }), edge('b', 'a')] }));
    expect(check(guessed, strict()).find(({ rule }) => rule === CYCLE)?.severity).toBe('warning');
  });
  it('gives way to what msa.yaml says of a rule', () => {
    const said = { [SHARED]: { severity: 'info', options: {}, at: at('msa.yaml', 4) } } as const;
    expect(of(SHARED, strict({ rules: said }))?.severity).toBe('info');
  });
});

describe('overrides', () => {
  const overriding = (
    ...list: readonly { services: readonly string[]; severity?: SeveritySetting; options?: object }[]
  ): CheckSettings => ({
    manifest: manifest({
      overrides: list.map(({ services: names, severity, options = {} }) => ({
        services: names,
        rules: { [SHARED]: { ...(severity === undefined ? {} : { severity }), options: { ...options }, at: at('msa.yaml', 6, 5) } },
        at: at('msa.yaml', 5),
      })),
    }),
  });

  it('hold for findings about their services', () => {
    expect(of(SHARED, overriding({ services: ['billing'], severity: 'warning' }))?.severity).toBe('warning');
    expect(of(SHARED, overriding({ services: ['billing'], severity: 'off' }))).toBeUndefined();
    expect(of(SHARED, overriding({ services: ['audit'], severity: 'off' }))?.severity).toBe('error');
  });
  it('hold in their order: the last one that names a service', () => {
    const both = [{ services: ['billing'], severity: 'info' } as const, { services: ['orders'], severity: 'warning' } as const];
    expect(of(SHARED, overriding(...both))?.severity).toBe('warning');
    expect(of(SHARED, overriding(...both.toReversed()))?.severity).toBe('info');
  });
  it('turn a rule on that is off in general', () => {
    const { manifest: said } = overriding({ services: ['orders'], severity: 'error' });
    const off = { [SHARED]: { severity: 'off', options: {}, at: at('msa.yaml', 4) } } as const;
    expect(of(SHARED, { manifest: manifest({ ...said, rules: off }) })?.severity).toBe('error');
  });
  it('give way to the command line', () => {
    const settings = overriding({ services: ['orders'], severity: 'off' });
    expect(of(SHARED, { ...settings, overrides: { [SHARED]: 'info' } })?.severity).toBe('info');
  });
  it('keep the identity of findings', () => {
    expect(of(SHARED, overriding({ services: ['billing'], severity: 'warning' }))?.id).toBe(of(SHARED)?.id);
  });
  it('have options of their own, which are checked', () => {
    const cache = analysis(
      system({ services: services('a', 'b'), datastores: [datastore([accessor('a'), accessor('b')], { role: 'cache' })] }),
    );
    const settings = overriding({ services: ['a'], options: { caches: true } });
    expect(check(cache, {}).filter(({ rule }) => rule === SHARED)).toEqual([]);
    expect(check(cache, settings).filter(({ rule }) => rule === SHARED)).toHaveLength(1);
    expect(mistake(overriding({ services: ['a'], options: { cache: true } }))).toMatchObject({ at: 'msa.yaml:6:5' });
  });
  it('name rules that there are', () => {
    const said = { overrides: [{ services: ['a'], rules: { 'x/y': { options: {}, at: at('msa.yaml', 7) } }, at: at('msa.yaml', 5) }] };
    expect(mistake({ manifest: manifest(said) })).toMatchObject({ message: 'there is no rule "x/y"', at: 'msa.yaml:7:1' });
  });
});

describe('a comment', () => {
  const [ordersFile, billingFile] = ['services/orders/src/db.ts', 'services/billing/src/db.ts'];
  const state = (parts: Partial<IgnoreComment>, settings: CheckSettings = {}, rule = SHARED): string | undefined => {
    const comment = { file: billingFile, line: 3, column: 1, covers: 4, rules: [SHARED], reason: 'planned', ...parts };
    const findings = check({ ...broken, ignores: [comment] }, { today: '2030-06-15', ...settings });
    return findings.find((finding) => finding.rule === rule)?.state;
  };

  it('accepts what is told at its line', () => {
    expect(state({})).toBe('suppressed');
    expect(state({ covers: 5 })).toBe('new');
    expect(state({ file: 'services/other/src/db.ts' })).toBe('new');
    expect(state({}, {}, CYCLE)).toBe('new');
  });
  it('accepts what services share at the place of each', () => {
    expect(state({ file: ordersFile })).toBe('suppressed');
  });
  it('holds until its last day', () => {
    expect(state({ expires: '2030-06-15' })).toBe('suppressed');
    expect(state({ expires: '2030-06-14' })).toBe('new');
  });
  it('accepts nothing without a reason', () => {
    expect(state({ reason: '' })).toBe('new');
  });
  it('accepts nothing, and is not told, where the run does without comments', () => {
    expect(state({}, { inlineConfig: false })).toBe('new');
    expect(state({ covers: 99 }, { inlineConfig: false }, 'msa/unused-suppression')).toBeUndefined();
    expect(state({ covers: 99 }, {}, 'msa/unused-suppression')).toBe('new');
  });
  it('of one service does not accept what is told beside it about that service alone', () => {
    const alone: Rule = defineRule({
      meta: { id: SHARED, family: 'msa', summary: '', why: '', fix: '', severity: 'error', example: '', options: {} },
      *check() {
        yield { message: 'x', services: ['a'], at: at('a.ts', 1), related: [{ ...at('b.ts', 4), message: 'y' }] };
      },
    });
    const ignores = [{ file: 'b.ts', line: 3, column: 1, covers: 4, rules: [SHARED], reason: 'planned' }];
    expect(check({ ...broken, ignores }, {}, [alone]).map(({ state: one }) => one)).toEqual(['new']);
  });
});

describe('baseline', () => {
  const SUM = 'distributed-monolith/distributed-monolith';
  const accepting = (rule: string, parts: Partial<BaselineEntry> = {}): CheckSettings => {
    const id = of(rule)?.id ?? '';
    return { baseline: { file: 'msa.baseline.json', entries: [entry({ id, rule, ...parts })] } };
  };

  it('marks findings as baselined', () => {
    expect(of(SHARED, accepting(SHARED))).toMatchObject({ state: 'baselined', accepted: { by: 'baseline' } });
    expect(of(CYCLE, accepting(SHARED))?.state).toBe('new');
  });
  it('holds until its last day', () => {
    expect(of(SHARED, accepting(SHARED, { expires: '2030-06-15' }))?.state).toBe('baselined');
    expect(of(SHARED, accepting(SHARED, { expires: '2030-06-14' }))?.state).toBe('new');
  });
  it('says nothing about a finding of another rule', () => {
    expect(of(SHARED, accepting(SHARED, { rule: CYCLE }))?.state).toBe('new');
  });
  it('holds while the finding gets no worse', () => {
    expect(of(SUM, accepting(SUM, { metrics: { score: 50 } }))?.state).toBe('baselined');
    expect(of(SUM, accepting(SUM, { metrics: { score: 60 } }))?.state).toBe('baselined');
    const worse = of(SUM, accepting(SUM, { metrics: { score: 40 } }));
    expect(worse).toMatchObject({ id: of(SUM)?.id, state: 'new' });
    expect(worse?.message).toMatch(/; worse than in the baseline \(score 40 → 50\)$/);
  });
  it('gives way to `ignore`', () => {
    const ignore = [{ rule: SHARED, reason: 'planned', at: at('msa.yaml', 9) }];
    expect(of(SHARED, { ...accepting(SHARED), manifest: manifest({ ignore }) })?.state).toBe('suppressed');
  });
  it('has stale entries, whatever families are reported', () => {
    const settings = accepting(SHARED, { id: '00000000' });
    expect(judge(broken, { ...settings, only: ['god-service'] }).stale.map(({ id }) => id)).toEqual(['00000000']);
    expect(judge(broken, { ...settings, overrides: { [SHARED]: 'off' } }).stale).toEqual([]);
  });
});

describe('identity', () => {
  it('is 8 hex digits that do not depend on places', () => {
    const moved = analysis({
      ...broken.system,
      datastores: [datastore([accessor('orders'), accessor('billing', { evidence: [at('elsewhere.ts', 99)] })])],
    });
    const ids = [broken, moved].map((one) => check(one, {}).find(({ rule }) => rule === SHARED)?.id);
    expect(ids[0]).toMatch(/^[0-9a-f]{8}$/);
    expect(ids[1]).toBe(ids[0]);
  });
  it('is unique, also for equal subjects', () => {
    const twice: Rule = defineRule({
      meta: { id: 'msa/twice', family: 'msa', summary: '', why: '', fix: '', severity: 'error', example: '', options: {} },
      *check() {
        yield { message: 'second', services: ['a'], at: at('b.ts') };
        yield { message: 'first', services: ['a'], at: at('a.ts') };
      },
    });
    const findings = check(broken, {}, [twice]);
    expect(findings.map(({ message }) => message)).toEqual(['first', 'second']);
    expect(new Set(findings.map(({ id }) => id)).size).toBe(2);
  });
});

it('sorts by severity, family, rule and subject', () => {
  expect(run().map(({ severity, rule }) => `${severity} ${rule}`)).toEqual([
    `error ${SHARED}`,
    `error ${CYCLE}`,
    'warning distributed-monolith/distributed-monolith',
  ]);
});

describe('mistakes of the user', () => {
  it('unknown rules, with the one that was meant and the place', () => {
    const setting = { options: {}, at: at('msa.yaml', 4, 3) };
    expect(mistake({ overrides: { 'database-per-service/shared-datastor': 'off' } })).toMatchObject({ hint: `Did you mean ${SHARED}?` });
    expect(mistake({ manifest: manifest({ rules: { 'shared-datastore': setting } }) })).toEqual({
      message: 'there is no rule "shared-datastore"',
      hint: `Did you mean ${SHARED}?`,
      at: 'msa.yaml:4:3',
    });
    expect(mistake({ manifest: manifest({ ignore: [{ rule: 'x', reason: 'y', at: at('msa.yaml', 8) }] }) })).toMatchObject({
      message: 'there is no rule "x"',
      at: 'msa.yaml:8:1',
    });
    expect(mistake({ overrides: Object.fromEntries([['toString', 'off' as const]]) })).toMatchObject({
      message: 'there is no rule "toString"',
    });
  });
  it('unknown families', () => {
    expect(mistake({ only: ['god-servic'] })).toMatchObject({
      message: 'there is no family of rules "god-servic"',
      hint: 'Did you mean god-service?',
    });
  });
  it('unknown and wrong options', () => {
    const withOptions = (options: object) =>
      mistake({ manifest: manifest({ rules: { [SHARED]: { options: { ...options }, at: at('msa.yaml', 4, 3) } } }) });
    expect(withOptions({ cache: true })).toEqual({
      message: `${SHARED} has no option "cache"`,
      hint: 'Did you mean caches?',
      at: 'msa.yaml:4:3',
    });
    expect(withOptions({ caches: 'yes' })).toMatchObject({ message: `option "caches" of ${SHARED} must be boolean` });
    expect(withOptions({ constructor: 1 })).toMatchObject({ message: `${SHARED} has no option "constructor"` });
  });
});

describe('metadata', () => {
  it.each(rules.map((rule) => [rule.meta.id, rule] as const))('of %s is complete', (id, { meta }) => {
    expect(id.startsWith(`${meta.family}/`)).toBe(true);
    for (const text of [meta.summary, meta.why, meta.fix, meta.example]) expect(text.length).toBeGreaterThan(20);
    for (const { description } of Object.values(meta.options)) expect(description).toMatch(/\.$/);
  });
  it.each(rules.flatMap(({ meta }) => (meta.measures === undefined ? [] : [[meta.id, meta.measures] as const])))(
    'of %s names measures that it has',
    (id, measures) => {
      const source =
        readFileSync(`src/rules/${id}.ts`, 'utf8') +
        (id.startsWith('god-service/') ? readFileSync('src/rules/god-service/signals.ts', 'utf8') : '');
      const told = source.replace(/measures: \[.*\]/, '');
      expect(measures.filter((name) => !new RegExp(`\\b${name}\\b`).test(told))).toEqual([]);
    },
  );
  it('has unique ids', () => {
    expect(new Set(rules.map(({ meta }) => meta.id)).size).toBe(rules.length);
  });
});
