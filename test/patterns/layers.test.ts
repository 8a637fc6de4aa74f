import { describe, expect, it } from 'vitest';

import type { Analyzed } from '../../src/analysis/analyze.js';
import type { Finding } from '../../src/model/finding.js';
import type { Pattern } from '../../src/model/pattern.js';
import { patterns } from '../../src/patterns/index.js';
import { check } from '../../src/rules/check.js';
import { loadTemplates } from '../../src/scaffold/layers/load.js';
import { readTemplates } from '../../src/scaffold/layers/read.js';
import { analyzeFiles } from '../../src/testing/analyze-files.js';
import { at, manifest as manifestOf } from '../support/system.js';
import { changed, textsOf, type Texts, wantedOf } from '../support/scaffold.js';
import type { Essential } from './essentials/essential.js';
import { ESSENTIALS } from './essentials/index.js';

const templates = readTemplates([loadTemplates('templates', 'templates')]);
const generated = patterns.flatMap((pattern) => (pattern.layer === undefined ? [] : [{ ...pattern, layer: pattern.layer }]));
const SLOW = 60_000;

type Services = Readonly<Record<string, readonly string[]>>;

/** Services that are generated with these layers; `orders` calls the others. */
function made(services: Services): Texts {
  const calls = Object.keys(services).filter((name) => name !== 'orders');
  return textsOf(changed(new Map(), wantedOf(services, { orders: { calls: calls.join(',') } }), templates));
}

function patternOf(id: string): Pattern {
  const found = patterns.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no pattern ${id}`);
  return found;
}

/** What the rules of a pattern say where the pattern is chosen for `orders` and its peers. */
function findingsOf({ id, rules }: Pattern, { analysis, manifest = manifestOf() }: Analyzed): Finding[] {
  const chosen = [{ name: id, verdict: 'adopt' as const, at: at('msa.yaml') }];
  return check(analysis, { manifest: { ...manifest, patterns: chosen } }).filter(({ rule }) => rules.includes(rule));
}

/** Which of them say something about the first service. */
function saidOf(pattern: Pattern, analyzed: Analyzed): string[] {
  const said = findingsOf(pattern, analyzed).filter(({ services }) => services.includes('orders'));
  return [...new Set(said.map(({ rule }) => rule))].sort();
}

const known = new Map<string, Promise<Analyzed>>();

/** Systems that are asked for again are analysed once. */
async function analyzed(files: Texts): Promise<Analyzed> {
  const key = JSON.stringify(files);
  const found = known.get(key) ?? analyzeFiles(files);
  known.set(key, found);
  return found;
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
});
