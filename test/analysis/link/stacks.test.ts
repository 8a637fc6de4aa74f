import { describe, expect, it } from 'vitest';

import { analyzeFiles } from '../../../src/testing/analyze-files.js';

const STACK = `import { Stack } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LambdaRestApi } from 'aws-cdk-lib/aws-apigateway';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import * as sns from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription, SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { join } from 'node:path';
import { Api } from './api';

export class Shop extends Stack {
  constructor(scope, id) {
    super(scope, id);
    const table = new Table(this, 'orders-table', { tableName: 'orders' });
    const topic = new sns.Topic(this, 'Cancelled');
    const orders = this.make('orders', { TABLE: table.tableName, TOPIC: topic.topicArn });
    const kitchen = this.make('kitchen', {});
    const mails = this.make('mails', {});
    const queue = new Queue(this, 'KitchenQueue');
    kitchen.addEventSource(new SqsEventSource(queue, { batchSize: 1 }));
    const rule = new Rule(this, 'Placed', { eventBus: new EventBus(this, 'Bus'), eventPattern: { source: ['orders'], detailType: ['placed'] }, targets: [new LambdaFunction(mails)] });
    rule.addTarget(new SqsQueue(queue));
    topic.addSubscription(new LambdaSubscription(mails));
    topic.addSubscription(new SqsSubscription(queue));
    new Api(this, 'Api', { orders });
  }
  make(name, environment) {
    return new NodejsFunction(this, name, { entry: join(__dirname, \`../functions/\${name}/index.js\`), environment: { ...environment, LEVEL: 'info' } });
  }
}`;

const API = `import { LambdaRestApi } from 'aws-cdk-lib/aws-apigateway';
export class Api { constructor(scope, id, props) {
  const api = new LambdaRestApi(scope, 'Rest', { handler: props.orders, proxy: false });
  const orders = api.root.addResource('orders'); orders.addMethod('POST'); orders.addResource('{id}').addMethod('GET');
} }`;

const FILES = {
  'package.json': '{ "name": "shop", "dependencies": { "aws-cdk-lib": "2" } }',
  'cdk.json': '{ "app": "npx ts-node --prefer-ts-exts bin/shop.ts" }',
  'bin/shop.ts': `import { App } from 'aws-cdk-lib'; import { Shop } from '../lib/shop'; new Shop(new App(), 'Shop');`,
  'lib/shop.ts': STACK,
  'lib/api.ts': API,
  'functions/orders/package.json': '{ "name": "orders" }',
  'functions/orders/index.js': `const { EventBridgeClient, PutEventsCommand } = require('@aws-sdk/client-eventbridge'); const { SNSClient, PublishCommand } = require('@aws-sdk/client-sns'); const { DynamoDBClient, PutItemCommand } = require('@aws-sdk/client-dynamodb');
exports.handler = async (event) => { await new DynamoDBClient({}).send(new PutItemCommand({ TableName: process.env.TABLE, Item: {} })); await new EventBridgeClient({}).send(new PutEventsCommand({ Entries: [{ DetailType: 'placed', Detail: '' }] })); await new SNSClient({}).send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: '' })); };`,
  'functions/kitchen/package.json': '{ "name": "kitchen" }',
  'functions/kitchen/index.js': 'exports.handler = async (event) => event.Records.length;',
  'functions/mails/package.json': '{ "name": "mails" }',
  'functions/mails/index.js': 'exports.handler = async (event) => event.detail;',
};

describe('stacks of the AWS CDK', () => {
  it('join their functions, set their variables and route to them', async () => {
    const { analysis } = await analyzeFiles(FILES);
    const { services, edges, datastores } = analysis.system;
    expect(services.map(({ name }) => name)).toEqual(['kitchen', 'mails', 'orders']);
    expect(services.find(({ name }) => name === 'orders')?.operations.map(({ name }) => name)).toEqual(['GET /orders/{}', 'POST /orders']);
    expect(edges.map(({ from, to, name, confidence }) => [from, to, name, confidence].join(' '))).toEqual([
      'orders kitchen Cancelled static',
      'orders kitchen placed static',
      'orders mails Cancelled static',
      'orders mails placed static',
    ]);
    expect(datastores.map(({ engine, accessors }) => `${engine} ${accessors.map(({ service }) => service).join()}`)).toEqual([
      'dynamodb orders',
    ]);
  });
});
