import { describe, expect, it } from 'vitest';

import { nodeService, packageJson, unitLines, unitOf, type Files } from '../../support/tree.js';

/** A package without a script that starts it. */
function silent(folder: string): Files {
  return {
    [`${folder}/package.json`]: packageJson(folder, ['express']),
    [`${folder}/src/app.js`]: `import express from 'express';\nexpress();`,
  };
}

const PACKAGES: Files = { ...silent('back/ms-orders'), ...silent('back/ms-bills'), ...silent('back/common') };
const compose = (service: string): Files => ({ 'docker-compose.yml': `services:\n  buying: ${service}\n` });

describe('a service of a compose file', () => {
  it('is the package that its image starts, of several in the folder that is built', () => {
    const image = 'FROM node\nWORKDIR /srv\nCOPY common/src common/src\nCOPY ms-orders/src app/src/\nCMD ["node", "/srv/app/src/app.js"]\n';
    const files = {
      ...PACKAGES,
      ...compose('{ build: { context: back, dockerfile: orders.Dockerfile } }'),
      'back/orders.Dockerfile': image,
    };
    expect(unitLines(files)).toEqual(['ms-orders service js back/ms-orders']);
  });

  it('is none of them where nothing says which it starts', () => {
    const files = {
      ...PACKAGES,
      ...compose('{ build: { context: back, dockerfile: orders.Dockerfile } }'),
      'back/orders.Dockerfile': 'FROM node\nCOPY . /srv\nCMD ["node", "/elsewhere.js"]\n',
    };
    expect(unitLines(files)).toEqual([]);
  });

  it('is none of them where an image of somebody else runs', () => {
    const files = { ...PACKAGES, ...nodeService('web'), ...compose('{ image: acme/tool, command: node back/ms-orders/src/app.js }') };
    expect(unitLines(files)).toEqual(['web service js web']);
  });

  it('is each service that the runner of Moleculer loads by itself', () => {
    const files = {
      'package.json': packageJson('shop', ['moleculer'], { scripts: { start: 'moleculer-runner' } }),
      'moleculer.config.js': 'module.exports = {};',
      'services/orders.service.js': "module.exports = { name: 'orders' };",
      'services/bills.service.js': "module.exports = { name: 'bills' };",
      'services/stock.service.js': "module.exports = { name: 'stock' };",
      Dockerfile: 'FROM node\nCOPY . .\nCMD ["npm", "start"]\n',
      'docker-compose.yml':
        'services:\n  orders: { build: ., environment: { SERVICES: orders, SERVICEDIR: services } }\n  rest: { build: ., environment: { SERVICES: "bills,stock", SERVICEDIR: services } }\n',
    };
    expect(unitLines(files)).toEqual([
      'bills service js services/bills.service.js',
      'orders service js services/orders.service.js',
      'stock service js services/stock.service.js',
    ]);
    expect(unitOf(files, 'orders').sources).toEqual(['services/orders.service.js', 'moleculer.config.js']);
    expect(
      unitLines({ ...files, 'docker-compose.yml': 'services:\n  shop: { build: ., environment: { SERVICEDIR: services } }\n' }),
    ).toEqual(['shop service js .']);
  });
});
