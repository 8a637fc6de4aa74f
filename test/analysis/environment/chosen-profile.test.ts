import { describe, expect, it } from 'vitest';

import { chosenProfile } from '../../../src/analysis/environment/chosen-profile.js';
import type { Discovery } from '../../../src/model/deployment.js';
import { UserError } from '../../../src/shared/errors.js';

/** orders and billing in compose, orders and stock in kubernetes, tool nowhere. */
const discovery = {
  units: ['orders', 'billing', 'stock', 'tool'].map((name) => ({ name })),
  profiles: [
    { name: 'docker-compose.yml', deployments: [{ unit: 'orders' }, { unit: 'billing' }], infrastructure: [] },
    { name: 'kubernetes', deployments: [{ unit: 'orders' }, { unit: 'stock' }], infrastructure: [] },
    { name: 'code', deployments: ['orders', 'billing', 'stock', 'tool'].map((unit) => ({ unit })), infrastructure: [] },
  ],
} as unknown as Discovery;

describe('the system under one profile', () => {
  it.each([
    ['docker-compose.yml', ['orders', 'billing', 'tool'], ['stock'], { 'docker-compose.yml': ['orders', 'billing'], code: ['tool'] }],
    ['kubernetes', ['orders', 'stock', 'tool'], ['billing'], { kubernetes: ['orders', 'stock'], code: ['tool'] }],
    ['code', ['orders', 'billing', 'stock', 'tool'], [], { code: ['orders', 'billing', 'stock', 'tool'] }],
  ])('%s has what it deploys, and what nobody deploys', (name, units, leftOut, deployments) => {
    const chosen = chosenProfile(discovery, name);
    expect(chosen.discovery.units.map((unit) => unit.name)).toEqual(units);
    expect(chosen.leftOut).toEqual(leftOut);
    const told = chosen.discovery.profiles.map((profile) => [profile.name, profile.deployments.map(({ unit }) => unit)]);
    expect(Object.fromEntries(told)).toEqual(deployments);
  });

  it.each([
    ['kubernets', 'Did you mean kubernetes?'],
    ['x', 'Profiles: docker-compose.yml, kubernetes and code.'],
  ])('%s, which is none, is refused', (name, hint) => {
    expect(() => chosenProfile(discovery, name)).toThrow(UserError);
    expect(() => chosenProfile(discovery, name)).toThrow(expect.objectContaining({ code: 'E_PROFILE', hint }));
  });
});
