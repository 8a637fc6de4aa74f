import { describe, expect, it } from 'vitest';

import { deploymentUnits } from '../../../../src/analysis/link/services/deployment-units.js';
import { linkInput, type UnitSpec } from '../../../support/link.js';

function unitsOf(units: Readonly<Record<string, UnitSpec>>): string[] {
  return deploymentUnits(linkInput({ units }).discovery).map(({ kind, name, services }) => `${kind} ${name}: ${services.join(', ')}`);
}

describe('deployment units', () => {
  it('are images and containers, with all that are in them', () => {
    expect(
      unitsOf({
        orders: { image: 'shop', container: 'pod' },
        billing: { image: 'shop', container: 'pod' },
        carts: { image: 'carts' },
      }),
    ).toEqual(['container compose pod: billing, orders', 'image carts: carts', 'image shop: billing, orders']);
  });

  it('of several profiles are told once, containers by their profile', () => {
    const profiles = ['dev', 'prod'];
    expect(unitsOf({ orders: { image: 'shop', container: 'pod', profiles } })).toEqual([
      'container dev pod: orders',
      'container prod pod: orders',
      'image shop: orders',
    ]);
  });

  it('leave out jobs', () => {
    expect(unitsOf({ orders: { image: 'shop' }, migrate: { image: 'shop', kind: 'job' } })).toEqual(['image shop: orders']);
  });
});

it('tells in which profiles services are one image', () => {
  const one = { code: '', image: 'shop', profiles: ['compose', 'debug'] };
  expect(deploymentUnits(linkInput({ units: { orders: one, billing: one } }).discovery).map(({ profiles }) => profiles)).toEqual([
    ['compose', 'debug'],
  ]);
});
