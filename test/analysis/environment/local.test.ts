import { describe, expect, it } from 'vitest';

import { nodeService, packageJson, profilesOf, type Files } from '../../support/tree.js';

function env(files: Files, unit = 'orders'): Record<string, string> {
  const all = profilesOf(files).flatMap(({ deployments }) => deployments.filter((d) => d.unit === unit));
  return Object.fromEntries(Object.entries(all[0]?.env ?? {}).map(([name, { value }]) => [name, value ?? '']));
}

describe('env of a unit that nobody deploys', () => {
  it.each([
    ['.env', { 'orders/.env': 'A=1' }, { A: '1' }],
    ['.env over samples', { 'orders/.env': 'A=1', 'orders/.env.example': 'A=2\nB=2' }, { A: '1', B: '2' }],
    ['a folder of configuration', { 'orders/config/.env': 'A=1' }, { A: '1' }],
    ['a folder of environments', { 'orders/environments/.env.base': 'A=1', 'orders/src/env/.env.dev': 'B=2' }, { A: '1', B: '2' }],
    [
      'development over the base, its own over all',
      { 'orders/.env.production': 'A=0\nB=0', 'orders/.env.base': 'B=1\nC=1', 'orders/.env.dev': 'C=2\nD=2', 'orders/.env': 'D=3' },
      { A: '0', B: '1', C: '2', D: '3' },
    ],
    [
      'settings of Azure Functions, above their sample',
      {
        'orders/.env': 'A=1',
        'orders/local.settings.json': '{\n  "IsEncrypted": false,\n  "Values": {\n    "B": "two \\"words\\"",\n    "N": 3\n  }\n}\n',
        'orders/local.settings.json.example': '"A": "5",',
      },
      { A: '1', B: 'two "words"' },
    ],
    [
      'a sample of such settings, with a comma too few',
      {
        'orders/local.settings.example.json':
          '{ "Values": {\n  "A_URL": "https://bills:443/"\n  "B__name": "shop",\n  C: 1,\n  "EMPTY": ""\n} }',
      },
      { A_URL: 'https://bills:443/', B__name: 'shop' },
    ],
    [
      'the start script',
      nodeService('orders', ['express'], { scripts: { start: "A=1 B='two words' node src/index.js" } }),
      { A: '1', B: 'two words' },
    ],
    [
      'arguments of the start script, below those of the image',
      {
        ...nodeService('orders', ['express'], { scripts: { start: 'node src/index.js --port 80 --dbHost db' } }),
        'orders/Dockerfile': 'FROM node\nENTRYPOINT ["node", "src/index.js"]\nCMD ["--port", "90"]',
      },
      { '--port': '90', '--db-host': 'db' },
    ],
    ['cross-env', nodeService('orders', ['express'], { scripts: { start: 'cross-env A=1 node src/index.js' } }), { A: '1' }],
    [
      'variables of the same file',
      { 'orders/.env': 'HOST=db\nURL=pg://${HOST}:$PORT/x\nPORT=5432' },
      { HOST: 'db', URL: 'pg://db:5432/x', PORT: '5432' },
    ],
    ['a variable nobody sets', { 'orders/.env': 'URL=pg://${HOST}' }, { URL: 'pg://${HOST}' }],
    ['itself', { 'orders/.env': 'A=${A}x' }, { A: '${A}x' }],
    ['the image', { 'orders/Dockerfile': 'FROM node\nENV A=1' }, { A: '1' }],
    [
      'samples of other names',
      { 'orders/example.env': 'A=1\nB=1', 'orders/.env-example': 'B=2', 'orders/.env': 'C=3' },
      { A: '1', B: '2', C: '3' },
    ],
    ['a blank of a sample', { 'orders/.env.example': 'A=' }, {}],
    ['the root, of a package of its own', { '.env': 'A=1' }, {}],
    ['the root, of a workspace', { 'package.json': '{"workspaces": ["orders"]}', '.env': 'A=1' }, { A: '1' }],
    [
      'no root, where a workspace has its own',
      { 'package.json': '{"workspaces": ["orders"]}', '.env': 'A=1', 'orders/.env': 'B=2' },
      { B: '2' },
    ],
    ['the root, from which Nx starts it', { 'nx.json': '{}', '.env': 'A=1' }, { A: '1' }],
  ])('%s', (_, files, expected) => {
    expect(env({ ...nodeService('orders'), ...(files as Files) })).toEqual(expected);
  });

  it('is that of the root where it is no package of its own', () => {
    const files = {
      'package.json': packageJson('shop', ['@nestjs/core']),
      'nest-cli.json':
        '{"projects": {"orders": {"type": "application", "root": "apps/orders", "sourceRoot": "apps/orders/src", "entryFile": "main"}}}',
      'apps/orders/src/main.ts': 'NestFactory.create()',
      '.env': 'A=root\nB=root',
      'apps/orders/.env': 'B=own',
    };
    expect(env(files)).toEqual({ A: 'root', B: 'own' });
  });
});
