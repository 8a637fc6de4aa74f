import { describe, expect, it } from 'vitest';

import type { Analyzed } from '../../src/analysis/analyze.js';
import type { Pattern } from '../../src/model/pattern.js';
import { patterns } from '../../src/patterns/index.js';
import { analyzeFiles } from '../../src/testing/analyze-files.js';
import { analyzed, findingsOf, made, patternOf } from '../support/generated.js';
import type { Texts } from '../support/scaffold.js';
import type { Essential } from './essentials/essential.js';
import { ESSENTIALS } from './essentials/index.js';

const generated = patterns.flatMap((pattern) => (pattern.layer === undefined ? [] : [{ ...pattern, layer: pattern.layer }]));
const SLOW = 60_000;

/** Which of them say something about the first service. */
function saidOf(pattern: Pattern, analyzed: Analyzed): string[] {
  const said = findingsOf(pattern, analyzed).filter(({ services }) => services.includes('orders'));
  return [...new Set(said.map(({ rule }) => rule))].sort();
}

function before({ pattern, beside = [], peer = ['rest'], others = {}, written }: Essential): Texts {
  const { layer = pattern } = patternOf(pattern);
  const files = made({ orders: [layer, ...beside.filter((one) => one !== layer)], payments: peer, ...others });
  return written === undefined ? files : written(files);
}

describe('a generated layer', () => {
  it.each(generated)('of $id keeps all rules of its pattern', { timeout: SLOW }, async (pattern) => {
    const { layer } = pattern;
    const peer = layer === 'api-gateway' ? ['rest', 'api-security'] : ['rest', layer];
    expect(saidOf(pattern, await analyzed(made({ orders: [layer], payments: peer })))).toEqual([]);
  });

  it.each(ESSENTIALS)('of $pattern breaks $rule without what is essential for it', { timeout: SLOW }, async (essential) => {
    const { rule, edit, also = [] } = essential;
    const pattern = patternOf(essential.pattern);
    const whole = before(essential);
    const kept = findingsOf(pattern, await analyzed(whole));
    expect(kept.filter((one) => one.rule === rule && one.services.includes('orders'))).toEqual([]);
    // The peers do not all keep the pattern: what counts is what is said now and was not said before.
    const ids = new Set(kept.map(({ id }) => id));
    const broken = findingsOf(pattern, await analyzeFiles(edit(whole))).filter(({ id }) => !ids.has(id));
    expect([...new Set(broken.map((one) => one.rule))].sort()).toEqual([rule, ...also].sort());
    expect(broken.find((one) => one.rule === rule)?.location?.file).toMatch(essential.at);
  });

  it('has its place in the table with each rule of its pattern', () => {
    const rows = ESSENTIALS.map(({ pattern, rule }) => `${pattern} ${rule}`);
    const named = generated.flatMap(({ id, rules }) => rules.map((rule) => `${id} ${rule}`));
    expect([...new Set(rows)].sort()).toEqual(named.sort());
  });
});
