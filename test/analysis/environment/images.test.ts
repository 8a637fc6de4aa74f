import { describe, expect, it } from 'vitest';

import { nodeService, profilesOf, type Files } from '../../support/tree.js';

const SERVICES: Files = { ...nodeService('services/orders'), ...nodeService('services/bills') };

function images(build: (name: string) => string): (string | undefined)[] {
  const services = ['orders', 'bills'].map((name) => `  ${name}:\n    build: { ${build(name)} }\n`).join('');
  const profiles = profilesOf({ ...SERVICES, 'deploy/docker-compose.yml': `services:\n${services}` });
  return profiles.flatMap(({ deployments }) => deployments.map(({ image }) => image));
}

describe('the image of a service', () => {
  it.each([
    [
      'its file and context',
      (name: string) => `context: .., dockerfile: services/${name}/Dockerfile`,
      ['services/orders/Dockerfile in .', 'services/bills/Dockerfile in .'],
    ],
    [
      'target and arguments',
      (name: string) => `context: .., target: run, args: { APP: ${name} }`,
      ['Dockerfile in ., target run, APP=orders', 'Dockerfile in ., target run, APP=bills'],
    ],
    [
      'nothing that lies above the repository',
      (name: string) => `context: ../.., dockerfile: services/${name}/Dockerfile`,
      [undefined, undefined],
    ],
  ])('is %s', (_, build, expected) => {
    expect(images(build)).toEqual(expected);
  });
});

it('a service that is deployed from a registry is found by its image, where its name holds it too', () => {
  const deployed = ['orders', 'bills'].map((name) => `  ${name}_api_service:\n    image: registry:5000/shop/${name}:latest\n`).join('');
  const cache = '  orders_cache:\n    image: redis:7\n  bills_ui:\n    image: shop/console:1\n';
  const [profile] = profilesOf({ ...SERVICES, 'deploy/docker-compose.yml': `services:\n${deployed}${cache}` });
  expect(profile?.deployments.map(({ unit, hosts }) => [unit, ...hosts])).toEqual([
    ['orders', 'orders_api_service'],
    ['bills', 'bills_api_service'],
  ]);
});

describe('a service whose image another compose file builds', () => {
  const built = (name: string): string =>
    `services:\n  ${name}:\n    image: shop-orders\n    build: { context: .., dockerfile: services/orders/Dockerfile.dev }\n`;
  const second =
    'services:\n  second-orders:\n    image: shop-orders\n    volumes: [{ type: bind, source: ../services/orders/src, target: /app/src }]\n    environment: { BILLS_URL: "http://second-bills" }\n';
  const files: Files = { ...SERVICES, 'services/orders/Dockerfile.dev': 'FROM node:22\nCMD npm run dev\n', 'second/compose.yml': second };
  const units = (all: Files): string[][] =>
    profilesOf(all)
      .flatMap(({ deployments }) => deployments.map(({ unit, hosts }) => [unit, ...hosts]))
      .filter(([, host]) => host?.includes('-'));

  it('is that service, with an environment of its own', () => {
    expect(units({ ...files, 'first/compose.yml': built('first-orders') })).toEqual([
      ['orders', 'first-orders'],
      ['orders', 'second-orders'],
    ]);
  });

  it('is the package of what is mounted, where nobody builds it', () => {
    expect(units(files)).toEqual([['orders', 'second-orders']]);
  });
});
