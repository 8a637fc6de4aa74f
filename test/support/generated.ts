import type { Analyzed } from '../../src/analysis/analyze.js';
import type { Finding } from '../../src/model/finding.js';
import type { Pattern } from '../../src/model/pattern.js';
import { patterns } from '../../src/patterns/index.js';
import { check } from '../../src/rules/check.js';
import { loadTemplates } from '../../src/scaffold/layers/load.js';
import { readTemplates } from '../../src/scaffold/layers/read.js';
import { analyzeFiles } from '../../src/testing/analyze-files.js';
import { changed, diskOf, textsOf, type Texts, wantedOf } from './scaffold.js';
import { at, manifest as manifestOf } from './system.js';

const templates = readTemplates([loadTemplates('templates', 'templates')]);

export type Services = Readonly<Record<string, readonly string[]>>;

/** Services that are generated with these layers; `orders` calls the others. */
export function made(services: Services): Texts {
  return added({}, services);
}

/** The same for files that are there: layers are added, and what somebody has written stays. */
export function added(files: Texts, services: Services): Texts {
  const calls = Object.keys(services).filter((name) => name !== 'orders');
  return textsOf(changed(diskOf(files), wantedOf(services, { orders: { calls: calls.join(',') } }), templates));
}

export function patternOf(id: string): Pattern {
  const found = patterns.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no pattern ${id}`);
  return found;
}

/** What the rules of a pattern say where the pattern is chosen for `orders` and its peers. */
export function findingsOf({ id, rules }: Pattern, { analysis, manifest = manifestOf() }: Analyzed): Finding[] {
  const chosen = [{ name: id, verdict: 'adopt' as const, at: at('msa.yaml') }];
  return check(analysis, { manifest: { ...manifest, patterns: chosen } }).filter(({ rule }) => rules.includes(rule));
}

const known = new Map<string, Promise<Analyzed>>();

/** Systems that are asked for again are analysed once. */
export async function analyzed(files: Texts): Promise<Analyzed> {
  const key = JSON.stringify(files);
  const found = known.get(key) ?? analyzeFiles(files);
  known.set(key, found);
  return found;
}
