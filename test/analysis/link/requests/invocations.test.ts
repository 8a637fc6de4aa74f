import { describe, expect, it } from 'vitest';

import { analyzeFiles } from '../../../../src/testing/analyze-files.js';

const SERVERLESS = `service: orders
provider: { name: aws, stage: dev, runtime: nodejs20.x }
functions:
  price: { handler: src/price.handler }
  audit: { handler: src/audit.handler, name: shop-audit }
  read: { handler: src/read.handler, events: [{ stream: { type: kinesis, arn: 'arn:aws:kinesis:eu-west-1:1:stream/clicks' } }] }
`;
const EMPTY = 'exports.handler = async () => 1;';

/** What the caller does, in a service of another stack. */
async function edges(code: string): Promise<string[]> {
  const { analysis } = await analyzeFiles({
    'orders/package.json': '{ "name": "orders" }',
    'orders/serverless.yml': SERVERLESS,
    'orders/src/price.js': EMPTY,
    'orders/src/audit.js': EMPTY,
    'orders/src/read.js': EMPTY,
    'web/package.json': '{ "name": "web", "dependencies": { "@aws-sdk/client-lambda": "3" } }',
    'web/serverless.yml':
      'service: web\nprovider: { name: aws, environment: { PRICE: "orders-${self:provider.stage}-price" } }\nfunctions: { all: { handler: src/all.handler } }\n',
    'web/src/all.js': `const { InvokeCommand, LambdaClient } = require('@aws-sdk/client-lambda'); const AWS = require('aws-sdk'); const { KinesisClient, PutRecordCommand } = require('@aws-sdk/client-kinesis');\n${code}`,
  });
  return analysis.system.edges.map(({ from, to, protocol, style, name, confidence }) =>
    [from, to, protocol, style, name, confidence].join(' '),
  );
}

describe('functions that are called by their names', () => {
  it.each([
    [
      'a variable of the stack',
      'exports.handler = () => new LambdaClient({}).send(new InvokeCommand({ FunctionName: process.env.PRICE }));',
      ['web orders http sync invoke orders-dev-price static'],
    ],
    [
      'a stage that nobody knows',
      'exports.handler = () => new AWS.Lambda().invoke({ FunctionName: `orders-${process.env.STAGE}-price`, InvocationType: "RequestResponse" }).promise();',
      ['web orders http sync invoke orders-{STAGE}-price inferred'],
    ],
    [
      'a name of its own, and nobody waits',
      "exports.handler = () => new LambdaClient({}).send(new InvokeCommand({ FunctionName: 'arn:aws:lambda:eu-west-1:1:function:shop-audit', InvocationType: 'Event' }));",
      ['web orders event async invoke arn:aws:lambda:eu-west-1:1:function:shop-audit static'],
    ],
    ['nobody', "exports.handler = () => new LambdaClient({}).send(new InvokeCommand({ FunctionName: 'elsewhere' }));", []],
    [
      'the stream that they read',
      "exports.handler = () => new KinesisClient({}).send(new PutRecordCommand({ StreamName: 'clicks', Data: '' }));",
      ['web orders event async clicks static'],
    ],
  ])('by %s', async (_, code, says) => {
    expect(await edges(code)).toEqual(says);
  });
});
