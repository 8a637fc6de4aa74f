import { describe, expect, it } from 'vitest';

import { discover } from '../../../src/analysis/discover/discover.js';
import { environment } from '../../../src/analysis/environment/environment.js';
import { memoryDisk } from '../../../src/shared/memory-disk.js';
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

describe('a stack of SAM that lies beside its functions', () => {
  const TEMPLATE = `Resources:
  Place:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ../packages
      Handler: place.handler
      Environment: { Variables: { QUEUE_URL: !Ref PaidQueueUrl } }
    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [place/src/place.ts] } }
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ../packages/pay
      Handler: src/pay.handler
      Events: { Paid: { Type: SQS, Properties: { Queue: !Ref PaidQueueUrl } } }
  Gone: { Type: AWS::Serverless::Function, Properties: { CodeUri: ../packages/gone, Handler: index.handler } }
`;
  const PACKAGES: Files = {
    'package.json': packageJson('shop'),
    'stacks/functions.yaml': TEMPLATE,
    'packages/place/package.json': packageJson('place'),
    'packages/place/src/place.ts': 'export const handler = async () => 1;',
    'packages/pay/package.json': packageJson('pay'),
    'packages/pay/src/pay.ts': 'export const handler = async () => 1;',
    'packages/common/package.json': packageJson('common'),
    'packages/common/src/index.ts': 'export const a = 1;',
  };

  it('is as many services as it takes functions out of packages', () => {
    expect(unitLines(PACKAGES)).toEqual(['pay service ts packages/pay', 'place service ts packages/place']);
    expect(unitOf(PACKAGES, 'place').entries).toEqual(['packages/place/src/place.ts']);
  });

  it('tells what each of them is given, and what it is called for', () => {
    const { layout, files } = discover('/system', undefined, memoryDisk('/system', PACKAGES));
    expect(layout.triggers).toEqual([
      {
        unit: 'pay',
        file: 'packages/pay/src/pay.ts',
        name: 'handler',
        event: { kind: 'message', broker: 'sqs', topic: 'PaidQueueUrl' },
        at: { file: 'stacks/functions.yaml', line: 9, column: 3 },
      },
    ]);
    const [profile] = environment({ files, units: layout.units, manifest: undefined });
    expect(profile?.deployments.map(({ unit, env }) => [unit, env.QUEUE_URL?.value])).toEqual([
      ['place', 'PaidQueueUrl'],
      ['pay', undefined],
    ]);
  });
});
