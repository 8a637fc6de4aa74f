import { describe, expect, it } from 'vitest';

import { readPackages } from '../../../../src/analysis/deployment-files/packages.js';
import { processesOf } from '../../../../src/analysis/deployment-files/processes/read.js';
import { memoryTree } from '../../../../src/analysis/deployment-files/tree.js';
import { packageJson, type Files } from '../../../support/tree.js';

const SHOP: Files = {
  'package.json': packageJson('shop', [], {
    scripts: {
      start: 'concurrently "npm:start:*"',
      'start:orders': 'node services/orders/src/index.js',
      'start:bills': 'npm start --prefix services/bills',
      loop: 'npm run loop & npm run loop',
      all: 'npm run start --workspaces',
    },
  }),
  'services/orders/package.json': packageJson('@shop/orders', [], { scripts: { start: 'PORT=1 node src/index.js' } }),
  'services/orders/src/index.js': '',
  'services/bills/package.json': packageJson('@shop/bills', [], { scripts: { start: 'ts-node src/main.ts' } }),
  'services/bills/src/main.ts': '',
  'tool.js': '',
  'start.sh': '#!/bin/sh\ncd services/orders && node src/index.js &\ncd services/bills\nexport PORT=2\nnode dist/main.js\n',
  'docker/entrypoint.sh': 'echo hello\nexec "$@"\n',
  'docker/supervisord.conf':
    '[program:a]\ndirectory=/app/services/orders\ncommand=node .\n[program:b]\ncommand=node services/bills/dist/main.js\n',
  'nest-cli.json': '{ "sourceRoot": "stock" }',
  'stock/orders/main.ts': '',
  'src/parts/main.ts': '',
  Procfile: 'web: node services/orders\nworker: node services/bills\n',
};
const BOTH = ['services/orders', 'services/bills'];

function paths(command: string, workdir = '/app', files: Files = SHOP, env = {}): string[] {
  const tree = memoryTree(files);
  const copies = [
    { from: '.', to: workdir },
    { from: 'docker/entrypoint.sh', to: '/usr/local/bin/entrypoint.sh' },
    { from: 'docker/supervisord.conf', to: '/etc/supervisord.conf' },
  ];
  return processesOf({ tree, packages: readPackages(tree).packages, context: '.', workdir, copies, env }, command).map(({ path }) => path);
}

/** Where each process lies, without the file. */
function folders(command: string, workdir?: string): string[] {
  return paths(command, workdir).map((path) => path.split('/').slice(0, 2).join('/'));
}

describe('processesOf', () => {
  it.each([
    ['a file', 'node services/orders/src/index.js', ['services/orders']],
    ['a built file', 'node services/bills/dist/main.js', ['services/bills']],
    ['a built file of a monorepo', 'node dist/services/bills/main.js', ['services/bills']],
    ['a folder', 'node services/bills', ['services/bills']],
    ['an absolute path', 'node /app/services/orders/src/index.js', ['services/orders']],
    ['an absolute path of another folder', 'node /usr/src/app/services/orders/src/index.js', ['services/orders']],
    ['two in the background', 'node services/orders & node services/bills', BOTH],
    ['a shell', 'sh -c "node services/orders & node services/bills"', BOTH],
    ['a script', './start.sh', BOTH],
    ['a script that is copied elsewhere', '/usr/local/bin/entrypoint.sh node services/orders', ['services/orders']],
    ['an npm script', 'npm start', BOTH],
    ['npm in a folder', 'npm --prefix services/orders start', ['services/orders']],
    ['npm in workspaces', 'npm run all', BOTH],
    ['yarn in a workspace', 'yarn workspace @shop/bills start', ['services/bills']],
    ['pnpm with a filter', 'pnpm --filter=orders start', ['services/orders']],
    ['pnpm in all', 'pnpm -r start', BOTH],
    ['turbo', 'npx turbo run start --parallel', BOTH],
    ['run-p', 'run-p start:*', BOTH],
    ['concurrently', 'concurrently -n a,b "node services/orders" "node services/bills"', ['services/orders', 'services/bills']],
    ['supervisor', 'supervisord -c /etc/supervisord.conf', BOTH],
    ['foreman', 'foreman start', BOTH],
    ['an entry of Nest', 'nest start --watch --entryFile orders/main', ['stock/orders']],
    ['an entry of Nest, the shorter way', 'npx nest start --entryFile=orders/main', ['stock/orders']],
    ['a built file whose source has its folder', 'node dist/parts/main.js', ['src/parts']],
    ['a script file under pm2', 'pm2-runtime services/orders/src/index.js', ['services/orders']],
    ['scripts that call themselves', 'npm run loop', []],
    ['what is not there', 'node nowhere/index.js', []],
    ['a file of the root', 'node tool.js', ['tool.js']],
    ['what is no process', 'mkdir -p services/orders && echo services/bills', []],
    ['nothing', '', []],
  ])('%s', (_, command, expected) => {
    expect(folders(command).sort()).toEqual([...expected].sort());
  });

  it.each([
    [{ SERVICES: 'orders, bills', SERVICEDIR: 'services' }, ['services/orders.service.js', 'services/bills.service.js']],
    [{ SERVICES: 'stock', SERVICEDIR: 'dist/services' }, ['services/stock.service.ts']],
    [{ SERVICES: 'unknown', SERVICEDIR: 'services' }, []],
    [{ SERVICEDIR: 'services' }, []],
  ])('of the runner of Moleculer, with %j', (env, expected) => {
    const files = { 'services/orders.service.js': '', 'services/bills.service.js': '', 'services/stock.service.ts': '' };
    const own = { ...files, 'package.json': packageJson('shop', ['moleculer'], { scripts: { start: 'moleculer-runner' } }) };
    expect(paths('npm start', '/app', own, env)).toEqual(expected);
  });

  it('gives each its own environment', () => {
    const tree = memoryTree(SHOP);
    const { packages } = readPackages(tree);
    const env = (command: string): unknown =>
      processesOf({ tree, packages, context: '.', workdir: '/', copies: [], env: {} }, command).map((process) => process.env);
    expect(env('MODE=x npm --prefix services/orders start')).toEqual([{ MODE: 'x', PORT: '1' }]);
    expect(env('./start.sh')).toEqual([{}, { PORT: '2' }]);
  });
});
