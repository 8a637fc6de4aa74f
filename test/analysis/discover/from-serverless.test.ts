import { describe, expect, it } from 'vitest';

import { packageJson, unitLines, unitOf, type Files } from '../../support/tree.js';

const STACK = (...entries: readonly string[]): string =>
  `import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';\n${entries.map((path) => `new NodejsFunction(this, 'F', { entry: join(__dirname, \`${path}\`) });`).join('\n')}`;

function lambda(name: string): Files {
  return { [`src/${name}/package.json`]: packageJson(name), [`src/${name}/index.js`]: 'exports.handler = async () => 1;' };
}

const APP: Files = {
  'cdk.json': '{ "app": "npx ts-node bin/app.ts" }',
  'package.json': packageJson('shop', ['aws-cdk-lib']),
  ...lambda('basket'),
  ...lambda('orders'),
  ...lambda('tools'),
};

describe('a stack of the AWS CDK', () => {
  it('is as many services as it bundles packages', () => {
    const files = { ...APP, 'lib/functions.ts': STACK('/../src/basket/index.js', '../src/orders/index.js') };
    expect(unitLines(files)).toEqual(['basket service js src/basket', 'orders service js src/orders', 'stack job js .']);
    expect(unitOf(files, 'basket').entries).toEqual(['src/basket/index.js']);
  });

  it('is no service where it bundles files of its own package, or none that there are', () => {
    const files = {
      ...APP,
      'lib/functions.ts': STACK('../src/basket/index.js', '../src/gone/index.js', './own.js'),
      'lib/own.js': 'exports.handler = () => 1;',
    };
    expect(unitLines(files)).toEqual([]);
  });
});
