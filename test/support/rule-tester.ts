import { describe, expect, it } from 'vitest';

import type { Analysis } from '../../src/model/analysis.js';
import type { BaselineEntry } from '../../src/model/baseline.js';
import type { Finding } from '../../src/model/finding.js';
import type { Manifest } from '../../src/model/manifest.js';
import type { Rule } from '../../src/model/rule.js';
import type { System } from '../../src/model/system.js';
import { check } from '../../src/rules/check.js';
import { rules } from '../../src/rules/index.js';
import { analysis, at, manifest } from './system.js';

interface Case {
  readonly name: string;
  readonly system: System;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly manifest?: Partial<Manifest>;
  readonly analysis?: Partial<Analysis>;
  readonly baseline?: readonly BaselineEntry[];
}

interface InvalidCase extends Case {
  /** `severity: message` of each finding, in order. */
  readonly says: readonly string[];
  readonly more?: (findings: readonly Finding[]) => void;
}

/** A rule as a table: what it leaves alone and what it says. Rules that are off by default run as warnings. */
export function testRule(
  rule: Rule,
  { valid, invalid }: { readonly valid: readonly Case[]; readonly invalid: readonly InvalidCase[] },
): void {
  describe(rule.meta.id, () => {
    it.each(valid)('leaves alone $name', (one) => {
      expect(run(rule, one).map(told)).toEqual([]);
    });
    it.each(invalid)('reports $name', (one) => {
      const findings = run(rule, one);
      expect(findings.map(told)).toEqual(one.says);
      one.more?.(findings);
    });
  });
}

function run({ meta }: Rule, { system, options, manifest: said = {}, analysis: parts, baseline }: Case): Finding[] {
  const setting = { options: options ?? {}, at: at('msa.yaml'), ...(meta.severity === 'off' ? { severity: 'warning' as const } : {}) };
  const patterns = (meta.patterns ?? []).map((name) => ({ name, verdict: 'adopt' as const, at: at('msa.yaml') }));
  const settings = {
    manifest: manifest({ patterns, ...said, rules: { ...said.rules, [meta.id]: setting } }),
    ...(baseline === undefined ? {} : { baseline: { file: 'msa.baseline.json', entries: baseline } }),
    today: '2030-06-15',
  };
  return check(analysis(system, parts), settings, rules).filter((finding) => finding.rule === meta.id);
}

function told({ severity, message }: Finding): string {
  return `${severity}: ${message}`;
}
