import { describe, expect, it } from 'vitest';

import { check } from '../../src/rules/check.js';
import { accessor, analysis, at, datastore, manifest, service, system } from '../support/system.js';

const SHARED = 'database-per-service/shared-datastore';
const built = analysis(
  system({
    services: [service('orders', { path: 'services/eu/orders' }), service('pay-gateway', { path: 'services/eu/pay' }), service('stock')],
    datastores: [datastore([accessor('orders'), accessor('pay-gateway')])],
  }),
);

function findings(services: readonly string[]): string[] {
  const rules = { [SHARED]: { severity: 'info' as const, options: {}, at: at('msa.yaml', 3) } };
  return check(built, { manifest: manifest({ overrides: [{ services, rules, at: at('msa.yaml', 2) }] }) })
    .filter(({ rule }) => rule === SHARED || rule === 'manifest/unknown-service')
    .map(({ rule, severity }) => `${rule} ${severity}`);
}

describe('overrides are for services', () => {
  it.each([['orders'], ['*-gateway'], ['ord*'], ['services/eu/*'], ['./services/eu/'.concat('*')], ['**/pay'], ['*']])('by %s', (glob) => {
    expect(findings([glob])).toEqual([`${SHARED} info`]);
  });

  it('and for no others', () => {
    expect(findings(['st*', 'services/stock'])).toEqual([`${SHARED} error`]);
  });

  it('and a glob of none is told', () => {
    expect(findings(['*-worker'])).toEqual(expect.arrayContaining([`${SHARED} error`, 'manifest/unknown-service error']));
  });
});
