import { describe, expect, it } from 'vitest';

import { nodeService, packageJson, profilesOf, unitNames, type Files } from '../../support/tree.js';

const SERVICES: Files = {
  ...nodeService('services/orders'),
  ...nodeService('services/bills'),
  'package.json': packageJson('shop', [], { workspaces: ['services/*'] }),
};

function deployments(files: Files): unknown {
  return profilesOf(files).map(({ name, deployments }) => [
    name,
    ...deployments.map(({ unit, container, image, ports, env }) => ({
      unit,
      container,
      image,
      ports: ports.map(({ published }) => published),
      env: Object.fromEntries(Object.entries(env).map(([key, { value }]) => [key, value])),
    })),
  ]);
}

describe('units in one container', () => {
  const compose = 'services:\n  shop:\n    build: .\n    ports: ["80:3001", "81:3002"]\n    environment: { LEVEL: info }\n';
  const ecosystem = `module.exports = { apps: [
    { name: 'orders', script: 'services/orders/src/index.js', env: { PORT: 3001 } },
    { name: 'bills', script: 'services/bills/src/index.js', env: { PORT: 3002 } } ] };`;

  it('share it, each with its own environment and port', () => {
    const files = {
      ...SERVICES,
      'docker-compose.yml': compose,
      'ecosystem.config.js': ecosystem,
      Dockerfile: 'FROM node\nCMD ["pm2-runtime", "ecosystem.config.js"]',
    };
    expect(unitNames(files)).toEqual(['bills', 'orders']);
    expect(deployments(files)).toEqual([
      [
        'docker-compose.yml',
        { unit: 'orders', container: 'shop', image: undefined, ports: [80], env: { LEVEL: 'info', PORT: '3001' } },
        { unit: 'bills', container: 'shop', image: undefined, ports: [81], env: { LEVEL: 'info', PORT: '3002' } },
      ],
    ]);
  });

  it('share the image of a Dockerfile that nobody composes', () => {
    const files = { ...SERVICES, Dockerfile: 'FROM node\nCMD node services/orders & node services/bills' };
    expect(deployments(files)).toMatchObject([
      ['code', { unit: 'bills', container: 'Dockerfile' }, { unit: 'orders', container: 'Dockerfile' }],
    ]);
  });

  it('do not have to share it where each has an image of its own', () => {
    const own = { 'services/orders/Dockerfile': 'FROM node', 'services/bills/Dockerfile': 'FROM node' };
    const files = { ...SERVICES, ...own, Dockerfile: 'FROM node\nCMD node services/orders & node services/bills' };
    expect(deployments(files)).toMatchObject([['code', { unit: 'bills', container: undefined }, { unit: 'orders', container: undefined }]]);
  });

  it('are found by the processes alone', () => {
    const files = {
      'docker-compose.yml': 'services:\n  shop:\n    build: .\n',
      Dockerfile: 'FROM node\nCMD node orders/index.js & node bills/index.js',
      'package.json': packageJson('shop', ['express']),
      'orders/index.js': 'listen()',
      'bills/index.js': 'listen()',
    };
    expect(unitNames(files)).toEqual(['bills', 'orders']);
  });

  it('are not the workspace around the folder that an image starts in', () => {
    const files = {
      ...SERVICES,
      'package.json': packageJson('shop', [], { workspaces: ['services/*'], scripts: { start: 'npm start --workspaces' } }),
      'docker-compose.yml': 'services:\n  orders:\n    build: { context: ., dockerfile: services/orders/Dockerfile }\n',
      'services/orders/Dockerfile': 'FROM node\nWORKDIR /app\nCOPY . .\nWORKDIR /app/services/orders\nCMD ["npm", "start"]',
    };
    expect(deployments(files)).toMatchObject([
      ['docker-compose.yml', { unit: 'orders', container: undefined }],
      ['code', {}, {}],
    ]);
  });
});
