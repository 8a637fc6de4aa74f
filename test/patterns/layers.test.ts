import { describe, expect, it } from 'vitest';

import type { Pattern } from '../../src/model/pattern.js';
import { patterns } from '../../src/patterns/index.js';
import { check } from '../../src/rules/check.js';
import { loadTemplates } from '../../src/scaffold/layers/load.js';
import { readTemplates } from '../../src/scaffold/layers/read.js';
import { analyzeFiles } from '../../src/testing/analyze-files.js';
import { at, manifest as manifestOf } from '../support/system.js';
import { changed, textsOf, type Texts, wantedOf } from '../support/scaffold.js';

const templates = readTemplates([loadTemplates('templates', 'templates')]);
const generated = patterns.flatMap((pattern) => (pattern.layer === undefined ? [] : [{ ...pattern, layer: pattern.layer }]));
const SLOW = 60_000;

/** Two services that are generated with these layers; the first one calls the second. */
function made(layers: readonly string[], peer: readonly string[] = ['rest']): Texts {
  return textsOf(changed(new Map(), wantedOf({ orders: layers, payments: peer }, { orders: { calls: 'payments' } }), templates));
}

/** Which rules of a pattern say something about the first service where the pattern is chosen. */
async function saidOf({ id, rules }: Pattern, files: Texts): Promise<string[]> {
  const { analysis, manifest = manifestOf() } = await analyzeFiles(files);
  const patterns = [{ name: id, verdict: 'adopt' as const, at: at('msa.yaml') }];
  const findings = check(analysis, { manifest: { ...manifest, patterns } });
  const said = findings.filter(({ rule, services }) => rules.includes(rule) && services.includes('orders')).map(({ rule }) => rule);
  return [...new Set(said)].sort();
}

function patternOf(id: string): Pattern {
  const found = patterns.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no pattern ${id}`);
  return found;
}

type Edit = (files: Texts) => Texts;

/** In all files of the first service whose path fits. */
const replacing =
  (path: RegExp, text: RegExp, by: string): Edit =>
  (files) => {
    const edited = Object.entries(files).map(([name, content]) => [
      name,
      name.startsWith('services/orders/') && path.test(name) ? content.replaceAll(text, by) : content,
    ]);
    return Object.fromEntries(edited) as Texts;
  };

const without =
  (path: RegExp): Edit =>
  (files) =>
    Object.fromEntries(Object.entries(files).filter(([name]) => !(name.startsWith('services/orders/') && path.test(name))));

/** A module with the lines that register it. */
const unplugging =
  (name: string): Edit =>
  (files) =>
    replacing(/src\/modules\.ts$/, new RegExp(`^import .*/${name}/.*$`, 'gm'), '')(without(new RegExp(`src/${name}/`))(files));

const CODE = /\/src\/.*\.ts$/;
const DEPLOYMENT = /k8s\/deployment\.yaml$/;
const ROLLOUT = /k8s\/rollout\.yaml$/;

/** What is essential for each rule of a pattern, taken away. */
const ESSENTIALS: readonly { readonly pattern: string; readonly rule: string; readonly edit: Edit; readonly beside?: readonly string[] }[] =
  [
    { pattern: 'canary', rule: 'deployment/canary-without-metrics', edit: replacing(ROLLOUT, /analysis:/g, 'notes:') },
    { pattern: 'canary', rule: 'deployment/missing-strategy', edit: without(ROLLOUT) },
    {
      pattern: 'blue-green',
      rule: 'deployment/blue-green-without-switch',
      edit: replacing(ROLLOUT, /previewService:|prePromotionAnalysis:/g, 'notes:'),
    },
    { pattern: 'blue-green', rule: 'deployment/missing-strategy', edit: without(ROLLOUT) },
    { pattern: 'rolling', rule: 'deployment/rolling-without-readiness', edit: replacing(DEPLOYMENT, /readinessProbe:/g, 'notes:') },
    { pattern: 'rolling', rule: 'deployment/missing-strategy', edit: replacing(DEPLOYMENT, /RollingUpdate/g, 'Recreate') },
    { pattern: 'network-segmentation', rule: 'zero-trust/missing-network-policy', edit: without(/network-policy\.yaml$/) },
    {
      pattern: 'zero-trust',
      rule: 'zero-trust/excessive-privilege',
      edit: replacing(DEPLOYMENT, /allowPrivilegeEscalation: false/g, 'allowPrivilegeEscalation: true'),
    },
    { pattern: 'event-sourcing', rule: 'event-sourcing/unversioned-event', edit: replacing(CODE, /upcast/gi, 'asStored') },
    {
      pattern: 'event-sourcing',
      rule: 'event-sourcing/missing-projection-rebuild',
      edit: replacing(CODE, /rebuild|replay|catchUp|fromStart/gi, 'work'),
    },
    { pattern: 'api-security', rule: 'api-security/unauthenticated-route', edit: unplugging('api-security'), beside: ['rest'] },
    {
      pattern: 'api-hardening',
      rule: 'api-security/missing-rate-limit',
      edit: replacing(CODE, /rate-?limit|429|too many/gi, 'x'),
      beside: ['rest'],
    },
    { pattern: 'api-gateway', rule: 'api-gateway/gateway-without-rate-limit', edit: replacing(CODE, /rate-?limit|too many/gi, 'x') },
    { pattern: 'tracing', rule: 'observability/missing-tracing', edit: unplugging('tracing'), beside: ['saga-orchestration'] },
    {
      pattern: 'tracing',
      rule: 'observability/broken-trace-propagation',
      edit: replacing(CODE, /propagat|traceparent/gi, 'carry'),
      beside: ['saga-orchestration'],
    },
  ];

/** What rules say as long as nobody has added the layer that they name as the cure. */
const CURED: readonly { readonly pattern: string; readonly rule: string }[] = [
  { pattern: 'api-security', rule: 'api-security/unauthenticated-route' },
  { pattern: 'api-hardening', rule: 'api-security/missing-rate-limit' },
  { pattern: 'canary', rule: 'deployment/missing-strategy' },
  { pattern: 'blue-green', rule: 'deployment/missing-strategy' },
  { pattern: 'network-segmentation', rule: 'zero-trust/missing-network-policy' },
];

describe('a generated layer', () => {
  it.each(generated)('of $id keeps all rules of its pattern', { timeout: SLOW }, async (pattern) => {
    const { layer } = pattern;
    const peer = layer === 'api-gateway' ? ['rest', 'api-security'] : ['rest', layer];
    expect(await saidOf(pattern, made([layer], peer))).toEqual([]);
  });

  it.each(ESSENTIALS)(
    'of $pattern without what $rule looks for breaks that rule alone',
    { timeout: SLOW },
    async ({ pattern, rule, edit, beside = [] }) => {
      const { layer = pattern } = patternOf(pattern);
      const whole = made([layer, ...beside]);
      expect(await saidOf(patternOf(pattern), whole)).toEqual([]);
      expect(await saidOf(patternOf(pattern), edit(whole))).toEqual([rule]);
    },
  );

  it.each(CURED)('of $pattern cures $rule', { timeout: SLOW }, async ({ pattern, rule }) => {
    const { layer = pattern } = patternOf(pattern);
    expect(await saidOf(patternOf(pattern), made(['rest']))).toEqual([rule]);
    expect(await saidOf(patternOf(pattern), made(['rest', layer]))).toEqual([]);
  });
});
