import { describe, expect, it } from 'vitest';

import type { ManifestPattern } from '../../src/model/manifest.js';
import { defineRule } from '../../src/model/rule.js';
import { check } from '../../src/rules/check.js';
import { analysis, at, manifest, services, system } from '../support/system.js';

const rule = defineRule({
  meta: {
    id: 'saga/missing-compensation',
    family: 'saga',
    summary: 'What is done can be undone.',
    why: 'A saga ends halfway.',
    fix: 'Add the step back.',
    severity: 'warning',
    patterns: ['saga-orchestration'],
    onlyIfChosen: true,
    cure: 'saga-orchestration',
    example: 'None.',
    options: {},
  },
  *check({ services: all }) {
    for (const { name } of all) yield { message: `${name} has no way back`, services: [name] };
  },
});

const shop = analysis(system({ services: services('billing', 'orders') }));
const chosen = (verdict: 'adopt' | 'trial'): { readonly patterns: readonly ManifestPattern[] } => ({
  patterns: [{ name: 'saga-orchestration', verdict, at: at('msa.yaml') }],
});
const inOrders = {
  services: [
    {
      name: 'orders',
      path: 'services/orders',
      aliases: [],
      env: {},
      patterns: [{ name: 'saga-orchestration', at: at('msa.yaml', 4) }],
      at: at('msa.yaml'),
    },
  ],
};
const said = (severity: 'off' | 'error', options = {}) => ({ rules: { [rule.meta.id]: { severity, options, at: at('msa.yaml') } } });

describe('a rule of a pattern that has to be chosen', () => {
  it.each([
    ['no manifest', undefined, []],
    ['the pattern of the whole system', manifest(chosen('adopt')), ['warning billing', 'warning orders']],
    ['a pattern on trial, in no service', manifest(chosen('trial')), []],
    ['a pattern on trial in one service', manifest({ ...chosen('trial'), ...inOrders }), ['warning orders']],
    ['the pattern of one service', manifest(inOrders), ['warning orders']],
    ['a severity of its own for all', manifest({ ...inOrders, ...said('error') }), ['error billing', 'error orders']],
    ['a rule that is turned off', manifest({ ...inOrders, ...said('off') }), []],
    ['the strict preset, where nobody chose it', manifest({ preset: 'strict' }), []],
    ['the strict preset, where one did', manifest({ preset: 'strict', ...inOrders }), ['error orders']],
  ])('%s', (_name, config, expected) => {
    const findings = check(shop, { manifest: config }, [rule]);
    expect(findings.map(({ severity, services: about }) => `${severity} ${about.join()}`)).toEqual(expected);
  });

  it('names the command that adds what is missing', () => {
    const [finding] = check(shop, { manifest: manifest(inOrders) }, [rule]);
    expect(finding?.antipattern).toBe('saga');
    expect(finding?.fix).toBe('Add the step back. `msa add saga-orchestration orders` adds what it takes.');
  });
});
