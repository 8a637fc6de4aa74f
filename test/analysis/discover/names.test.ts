import { describe, expect, it } from 'vitest';

import { nodeService, packageJson, unitLines } from '../../support/tree.js';

const BUILT_AT_THE_ROOT = 'services:\n  order-service:\n    build: .\n  mail:\n    build: .\n';

describe('a compose service that is built from the root', () => {
  it('has the folder of its very name', () => {
    const files = {
      'docker-compose.yml': BUILT_AT_THE_ROOT,
      ...nodeService('services/backend/order-service'),
      ...nodeService('lib/order'),
      ...nodeService('services/mail'),
    };
    expect(unitLines(files)).toEqual(['mail service js services/mail', 'order-service service js services/backend/order-service']);
  });

  it('is no library that others use', () => {
    const files = {
      'docker-compose.yml': BUILT_AT_THE_ROOT.replace('order-service', 'order'),
      'lib/order/package.json': packageJson('@shop/order'),
      'lib/order/index.js': 'export class Order {}',
      ...nodeService('services/order-service', ['express', '@shop/order']),
      ...nodeService('services/mail'),
    };
    expect(unitLines(files)).toEqual(['mail service js services/mail', 'order-service service js services/order-service']);
  });
});

describe('a compose service of a foreign image', () => {
  const given = (folder: string): Record<string, string> => ({
    'docker-compose.yml': `services:\n  cloud:\n    image: acme/emulator:1\n    volumes: ["./${folder}:/opt/it"]\n  mail:\n    build: ./mail\n`,
    [`${folder}/run.py`]: 'print(1)',
    ...nodeService('mail'),
  });

  it('runs the folder that it is given', () => {
    expect(unitLines(given('scoring'))).toEqual(['mail service js mail', 'scoring service python scoring']);
  });

  it.each(['scripts/emulator', 'infra/tools/emulator'])('is set up by %s', (folder) => {
    expect(unitLines(given(folder))).toEqual(['mail service js mail']);
  });

  it('is told its settings and given plugins in PHP, and runs what has a page to begin with', () => {
    const { 'scoring/run.py': _, ...files } = given('scoring');
    expect(unitLines({ ...files, 'scoring/config.ini.php': '; x', 'scoring/login.php': '<?php' })).toEqual(['mail service js mail']);
    expect(unitLines({ ...files, 'scoring/index.php': '<?php' })).toEqual(['mail service js mail', 'scoring service php scoring']);
  });
});

describe('a compose service of an image of its own', () => {
  const image = (name: string, of: string): Record<string, string> => ({
    'docker-compose.yml': `services:\n  ${name}:\n    image: ${of}\n  mail:\n    build: ./mail\n`,
    ...nodeService('mail'),
  });
  const mail = 'mail service js mail';

  it.each([
    ['has the folder that both are named after', 'scoring', 'acme/shop-scoring:latest'],
    ['has the folder that the image is named after', 'risk', 'ghcr.io/acme/shop-scoring-engine:${TAG}'],
  ])('%s', (_name, service, of) => {
    const folder = of.includes('engine') ? 'scoring-engine' : 'scoring';
    const files = { ...image(service, of), [`${folder}/pom.xml`]: '<project/>', [`${folder}/src/Main.java`]: 'class Main {}' };
    expect(unitLines(files)).toEqual([mail, `${folder} service java ${folder}`]);
  });

  it.each([
    ['is infrastructure without such a folder', 'scoring', 'acme/scoring', {}],
    ['is no folder of a last word', 'db', 'acme/shop-server', { 'server/pom.xml': '<project/>', 'server/src/Main.java': '' }],
  ])('%s', (_name, service, of, more) => {
    expect(unitLines({ ...image(service, of), ...more })).toEqual([mail]);
  });
});

describe('services in folders of one name', () => {
  it.each([
    [
      ['orders/apps/command', 'stock/apps/command'],
      ['orders-command', 'stock-command'],
    ],
    [
      ['a/server', 'b/server'],
      ['a-server', 'b-server'],
    ],
    [
      ['services/mail', 'apps/mail'],
      ['apps-mail', 'services-mail'],
    ],
    [
      ['shop/eu/mail', 'bank/eu/mail'],
      ['bank-eu-mail', 'shop-eu-mail'],
    ],
  ])('%j are called after the folders that tell them apart', (paths, names) => {
    const compose = `services:\n${paths.map((path, i) => `  s${i}:\n    build: ./${path}\n`).join('')}`;
    const files = Object.assign({ 'docker-compose.yml': compose }, ...paths.map((path) => nodeService(path))) as Record<string, string>;
    expect(unitLines(files).map((line) => line.split(' ')[0])).toEqual(names);
  });
});
