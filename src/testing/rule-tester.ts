import assert from 'node:assert/strict';

import type { Library } from '../analysis/libraries/define-library.js';
import type { Analysis } from '../model/analysis.js';
import type { Finding, Severity } from '../model/finding.js';
import type { Manifest } from '../model/manifest.js';
import type { Rule } from '../model/rule.js';
import type { System } from '../model/system.js';
import { check } from '../rules/check.js';
import { rules } from '../rules/index.js';
import { analyzeFiles } from './analyze-files.js';
import { analysis, at, manifest } from './builders.js';

interface Case {
  readonly name: string;
  /** Options of the rule, as in msa.yaml. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Understands what `files` call. */
  readonly libraries?: readonly Library[];
}

/** A system made with `system()` and its kin, or the files of one. */
export type ValidCase = Case &
  ({ readonly system: System; readonly files?: never } | { readonly files: Readonly<Record<string, string>>; readonly system?: never });

export type InvalidCase = ValidCase & {
  /** In the order of the findings: the message, or whatever of a finding is to be as it says. */
  readonly errors: readonly (string | ExpectedFinding)[];
};

export interface ExpectedFinding {
  readonly message?: string | RegExp;
  readonly severity?: Severity;
  readonly services?: readonly string[];
  readonly file?: string;
  readonly line?: number;
}

/** What test runners have: `describe` and `it` of vitest, jest, mocha and node:test. */
type Runner = (name: string, body: () => unknown) => unknown;

/**
 * A rule as a table: what it leaves alone and what it says. With `describe` and `it` of a test runner every case is a test
 * of its own: vitest and jest with globals are found, others are set (`RuleTester.it = test.it`). Without any the cases
 * run at once and the first that fails is thrown. Rules that are off by default run as warnings.
 */
export const RuleTester: {
  describe: Runner | undefined;
  it: Runner | undefined;
  run(rule: Rule, cases: { readonly valid: readonly ValidCase[]; readonly invalid: readonly InvalidCase[] }): Promise<void>;
} = {
  describe: undefined,
  it: undefined,
  async run(rule, { valid, invalid }) {
    const tests = [
      ...valid.map((one) => ({
        name: `leaves alone ${one.name}`,
        body: async () => {
          assert.deepEqual((await run(rule, one)).map(told), []);
        },
      })),
      ...invalid.map((one) => ({
        name: `reports ${one.name}`,
        body: async () => {
          compare(await run(rule, one), one.errors);
        },
      })),
    ];
    const it = this.it ?? globalRunner('it');
    const describe = this.describe ?? globalRunner('describe') ?? ((_name, body) => body());
    if (it === undefined) for (const { body } of tests) await body();
    else
      describe(rule.meta.id, () => {
        for (const { name, body } of tests) it(name, body);
      });
  },
};

function globalRunner(name: 'describe' | 'it'): Runner | undefined {
  const found: unknown = Reflect.get(globalThis, name);
  return typeof found === 'function' ? (found as Runner) : undefined;
}

async function run(rule: Rule, { system, files, options = {}, libraries }: ValidCase): Promise<Finding[]> {
  const read = files === undefined ? { analysis: analysis(system), manifest: undefined } : await analyzeFiles(files, libraries);
  return judged(rule, options, read);
}

function judged(
  rule: Rule,
  options: NonNullable<Case['options']>,
  read: { readonly analysis: Analysis; readonly manifest: Manifest | undefined },
): Finding[] {
  const { id, severity } = rule.meta;
  const setting = { options, at: at('msa.yaml'), ...(severity === 'off' ? { severity: 'warning' as const } : {}) };
  const said = read.manifest ?? manifest();
  const absent = (said.plugins ?? []).map(({ name }) => name);
  const others = rules.filter(({ meta }) => meta.id !== id);
  const findings = check(read.analysis, { manifest: { ...said, rules: { ...said.rules, [id]: setting } }, absent }, [...others, rule]);
  return findings.filter((finding) => finding.rule === id);
}

function compare(findings: readonly Finding[], errors: InvalidCase['errors']): void {
  assert.equal(findings.length, errors.length, `expected ${errors.length}, got:\n${findings.map(told).join('\n')}`);
  for (const [index, error] of errors.entries()) {
    const finding = findings[index];
    if (finding !== undefined) compareOne(finding, typeof error === 'string' ? { message: error } : error);
  }
}

function compareOne(finding: Finding, { message, ...expected }: ExpectedFinding): void {
  if (message instanceof RegExp) assert.match(finding.message, message);
  else if (message !== undefined) assert.equal(finding.message, message);
  const { severity, services, location } = finding;
  const actual = { severity, services, file: location?.file, line: location?.line };
  assert.deepEqual({ ...actual, ...expected }, actual);
}

function told({ severity, message }: Finding): string {
  return `${severity}: ${message}`;
}
