import { describe, expect, it } from 'vitest';

import { longestChains } from '../../../../src/rules/distributed-monolith/chains.js';
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

const WORKERS = {
  'orders/package.json': '{ "name": "orders" }',
  'orders/wrangler.toml': 'name = "orders"\nmain = "src/index.ts"\n[[services]]\nbinding = "STOCK"\nservice = "stock"\n',
  'stock/package.json': '{ "name": "stock" }',
  'stock/wrangler.toml': 'name = "stock"\nmain = "src/index.ts"\n[[services]]\nbinding = "PRICES"\nservice = "prices"\n',
  'stock/src/index.ts': `import { WorkerEntrypoint } from 'cloudflare:workers'; export default class Stock extends WorkerEntrypoint { async fetch() { return new Response(); } async count() { return 1; } async worth() { return this.env.PRICES.all(); } }`,
  'prices/package.json': '{ "name": "prices" }',
  'prices/wrangler.toml': 'name = "prices"\nmain = "src/index.ts"\n[[services]]\nbinding = "RATES"\nservice = "rates"\n',
  'prices/src/index.ts': `import { WorkerEntrypoint } from 'cloudflare:workers'; export class Prices extends WorkerEntrypoint { async all() { return this.env.RATES.now(); } } export class Old extends WorkerEntrypoint { async sum() { return 1; } } export class New extends WorkerEntrypoint { async sum() { return 2; } }`,
  'rates/package.json': '{ "name": "rates" }',
  'rates/wrangler.toml': 'name = "rates"\nmain = "src/index.ts"\n',
  'rates/src/index.ts': `import { WorkerEntrypoint } from 'cloudflare:workers'; export default class Rates extends WorkerEntrypoint { async now() { return 1; } }`,
};

/** Names of what is called, and the chains of the system. */
async function asked(code: string): Promise<string[]> {
  const { analysis } = await analyzeFiles({ ...WORKERS, 'orders/src/index.ts': code });
  const edges = analysis.system.edges.map(({ from, to, name, operation }) => [from, to, name, operation ?? '-'].join(' '));
  return [
    ...edges,
    ...longestChains(analysis.system, 4).map(({ services, isTraced }) => `${services.join(' → ')} ${isTraced ? 'traced' : 'guessed'}`),
  ];
}

describe('methods of Workers', () => {
  it('are operations of their own: who counts waits for nobody', async () => {
    expect(await asked('export default { async fetch(request, env) { return Response.json(await env.STOCK.count()); } };')).toEqual([
      'orders stock rpc Stock.count rpc Stock.count',
      'prices rates rpc Rates.now rpc Rates.now',
      'stock prices rpc Prices.all rpc Prices.all',
    ]);
  });

  it('make a chain where one calls the next', async () => {
    expect(await asked('export default { async fetch(request, env) { return Response.json(await env.STOCK.worth()); } };')).toEqual([
      'orders stock rpc Stock.worth rpc Stock.worth',
      'prices rates rpc Rates.now rpc Rates.now',
      'stock prices rpc Prices.all rpc Prices.all',
      'orders → stock → prices → rates guessed',
    ]);
  });

  it('are told by name only where one class has it', async () => {
    const code =
      'export default { async fetch(request, env) { await env.STOCK.fetch(request); return Response.json(await env.SUMS.sum()); } };';
    const files = {
      ...WORKERS,
      'orders/src/index.ts': code,
      'orders/wrangler.toml': `${WORKERS['orders/wrangler.toml']}[[services]]\nbinding = "SUMS"\nservice = "prices"\n`,
    };
    const { analysis } = await analyzeFiles(files);
    expect(analysis.system.edges.filter(({ from }) => from === 'orders').map(({ name }) => name)).toEqual([
      'invoke prices',
      'invoke stock',
    ]);
  });
});
