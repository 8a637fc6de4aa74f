import { describe, expect, it } from 'vitest';

import { editManifest } from '../../../src/analysis/manifest/edit.js';
import { lineDiff } from '../../../src/shared/line-diff.js';

const BEFORE = `# the shop
version: 1

services:
  orders: { path: services/orders } # the core

rules:
  # agreed in spring
  god-service/hub-service: { fanIn: 9 } # more than usual
  msa/parse-error: off

patterns:
  grpc: adopt # since last year
  saga-choreography: trial
  audit-trail: # ours
    title: Audit trail
    summary: Every change leaves a line.
    verdict: adopt
    drivers: []
`;

const NOTHING = { patterns: {}, rules: [] };

describe('msa.yaml with other patterns and rules', () => {
  it('keeps comments, order and what nobody asked to change', () => {
    const after = editManifest(BEFORE, {
      patterns: { 'saga-choreography': 'adopt', 'audit-trail': 'trial', health: 'adopt' },
      rules: [
        { rule: 'god-service/hub-service', options: { fanIn: 3, fanOut: 4 }, because: 'x' },
        { rule: 'msa/parse-error', severity: 'error', because: 'x' },
        { rule: 'distributed-monolith/sync-chain', options: { services: 3 }, because: 'two hops' },
        { rule: 'god-service/nano-service', severity: 'info', because: 'so many' },
      ],
    });
    const changed = lineDiff(BEFORE, after)
      .split('\n')
      .filter((line) => /^[-+] /.test(line));
    expect(changed).toEqual([
      '-  god-service/hub-service: { fanIn: 9 } # more than usual',
      '+  god-service/hub-service: { fanIn: 9, fanOut: 4 } # more than usual',
      '+  distributed-monolith/sync-chain: { services: 3 } # two hops',
      '+  god-service/nano-service: info # so many',
      '-  grpc: adopt # since last year',
      '-  saga-choreography: trial',
      '-  audit-trail: # ours',
      '+  saga-choreography: adopt',
      '+  audit-trail:',
      '+    # ours',
      '-    verdict: adopt',
      '+    verdict: trial',
      '+  health: adopt',
    ]);
  });

  it('begins a file that is not there', () => {
    expect(editManifest('', { ...NOTHING, patterns: { health: 'adopt' } })).toBe('version: 1\npatterns:\n  health: adopt\n');
  });

  it('keeps a file of comments, and Windows line ends', () => {
    expect(editManifest('# later\r\n', { ...NOTHING, patterns: { health: 'adopt' } })).toMatch(/# later\r\n[^]*health: adopt\r\n$/);
  });

  it('done twice is done once', () => {
    const edit = { patterns: { health: 'adopt' }, rules: [{ rule: 'a/b', severity: 'off', options: { x: [1] }, because: 'x' }] } as const;
    const once = editManifest(BEFORE, edit);
    expect(editManifest(once, edit)).toBe(once);
  });
});
