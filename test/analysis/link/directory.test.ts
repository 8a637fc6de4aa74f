import { describe, expect, it } from 'vitest';

import { directoryOf } from '../../../src/analysis/link/directory.js';
import type { Place } from '../../../src/analysis/link/places.js';
import type { Deployment, Profile, Unit } from '../../../src/model/deployment.js';
import { unitAt } from '../../support/program.js';

const ORDERS = unitAt('orders');
const USERS = unitAt('users');
const WEB: Unit = { ...unitAt('web'), kind: 'frontend' };

function deployed(unit: string, published: number): Deployment {
  return { unit, env: {}, hosts: [unit], ports: [{ published, target: 3000 }], at: { file: 'compose.yml', line: 1, column: 1 } };
}

const PROFILE: Profile = {
  name: 'compose.yml',
  deployments: [deployed('orders', 4001), deployed('users', 4002), deployed('web', 80)],
  infrastructure: [],
};
const DIRECTORY = directoryOf({ units: [ORDERS, USERS, WEB], profiles: [PROFILE] }, new Map());

function inside(unit: Unit): Place {
  return { profile: PROFILE.name, unit, deployment: PROFILE.deployments.find((d) => d.unit === unit.name), onMachine: false };
}

const onMachine = (unit: Unit): Place => ({ profile: 'code', unit, deployment: undefined, onMachine: true });

describe('a port of this machine', () => {
  it.each([
    ['is proven on the developer’s machine', 'localhost', onMachine(ORDERS), true],
    ['is proven for pages, which run in a browser', 'localhost', inside(WEB), true],
    ['is proven where a container names its host', 'host.docker.internal', inside(ORDERS), true],
    ['is a guess inside a container, which is its own machine', 'localhost', inside(ORDERS), false],
  ])('%s', (_name, host, from, sure) => {
    expect(DIRECTORY.find(host, 4002, from)).toEqual({ kind: 'units', units: ['users'], sure });
  });
});
