import { describe, expect, it } from 'vitest';

import { isMetIn, placesOf } from '../../../src/analysis/link/places.js';
import { linkInput } from '../../support/link.js';

const { discovery } = linkInput({
  units: {
    both: { profiles: ['prod', 'dev'] },
    prod: { profiles: ['prod'] },
    local: { profiles: ['code'] },
    nowhere: { profiles: [] },
    mixed: { profiles: ['code', 'dev'] },
  },
});
const places = placesOf(discovery);

describe('places', () => {
  it.each([
    ['both', ['dev', 'prod']],
    ['prod', ['prod']],
    ['local', ['code (machine)']],
    ['nowhere', ['code (machine)']],
    ['mixed', ['dev']],
  ])('of %s are %s', (unit, expected) => {
    expect((places.get(unit) ?? []).map(({ profile, onMachine }) => `${profile}${onMachine ? ' (machine)' : ''}`)).toEqual(expected);
  });

  it.each([
    ['dev', 'both', true],
    ['dev', 'prod', true],
    ['prod', 'both', true],
    ['code', 'mixed', true],
  ])('in %s, %s is met: %s', (profile, unit, expected) => {
    expect((places.get(unit) ?? []).some((place) => isMetIn(profile, place, places))).toBe(expected);
  });

  it('who is there too is not met where it is not', () => {
    const [dev, prod] = places.get('both') ?? [];
    expect([dev, prod].map((place) => place && isMetIn('dev', place, places))).toEqual([true, false]);
  });
});
