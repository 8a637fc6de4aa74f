import { describe, expect, it } from 'vitest';

import { readStack } from '../../../../src/analysis/deployment-files/stacks/read.js';

const SERVERLESS = `
service: orders
custom:
  topic: placed-\${self:provider.stage}
provider:
  name: aws
  stage: \${opt:stage, 'dev'}
  environment:
    TABLE: !Ref OrdersTable
    BILLS_URL: \${ssm:/bills/url}
    STOCK: { 'Fn::ImportValue': stock-url }
    NAME: \${self:service}
functions:
  list: { handler: src/orders.list, events: [{ http: GET /orders }, { httpApi: '*' }] }
  create:
    handler: src/orders.create
    environment: { QUEUE_URL: { Ref: Jobs } }
    events:
      - http: { path: 'orders/{id}', method: post, cors: true }
      - httpApi: { path: /v2/orders, method: any }
  work:
    handler: src/work.handler
    events:
      - sqs: !GetAtt Jobs.Arn
      - sqs: { arn: { Fn::GetAtt: [Late, Arn] } }
      - sns: \${self:custom.topic}
      - sns: { arn: !Ref Known, topicName: known }
      - eventBridge: { eventBus: shop, pattern: { source: [shop], detail-type: [order.placed, order.lost] } }
      - schedule: rate(1 hour)
      - s3: bucket
resources:
  Resources:
    OrdersTable: { Type: AWS::DynamoDB::Table, Properties: { TableName: '\${self:service}-table' } }
    Jobs: { Type: AWS::SQS::Queue, Properties: { QueueName: jobs } }
    Late: { Type: AWS::SQS::Queue }
    Known: { Type: AWS::SNS::Topic, Properties: { TopicName: known-topic } }
`;

const SPLIT: Readonly<Record<string, string>> = {
  'orders/functions.yml':
    'work: { handler: src/work.handler, events: [{ sqs: !GetAtt Jobs.Arn }, { cloudwatchEvent: { event: { detail-type: [order.placed] } } }] }',
  'shop.json': '{ "queues": { "jobs": "shop-jobs" } }',
  'orders/package.json': '{ "name": "@shop/orders" }',
  'orders/circle.yml': 'again: ${file(./circle.yml)}',
};

const SAM = `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Environment: { Variables: { TOPIC: !Ref Placed } } } }
Resources:
  Placed:
    Type: AWS::SNS::Topic
    Properties:
      Subscription:
        - { Protocol: sqs, Endpoint: !GetAtt Bills.Arn }
        - { Protocol: email, Endpoint: a@b.c }
  Bills: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub '\${AWS::StackName}-bills' } }
  Audit:
    Type: AWS::SNS::Subscription
    Properties: { TopicArn: 'arn:aws:sns:eu-west-1:1:paid', Protocol: sqs, Endpoint: !GetAtt [Bills, Arn] }
  Rule:
    Type: AWS::Events::Rule
    Properties: { EventPattern: { detail-type: [order.lost] }, Targets: [{ Id: a, Arn: !GetAtt Bills.Arn }] }
  Api:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: orders/
      Handler: app.handler
      Events:
        One: { Type: Api, Properties: { Path: '/orders/{id}', Method: get } }
        Two: { Type: HttpApi }
        Three: { Type: SQS, Properties: { Queue: !GetAtt Bills.Arn } }
        Four: { Type: SNS, Properties: { Topic: !Ref Placed } }
        Five: { Type: EventBridgeRule, Properties: { Pattern: { detail-type: [paid] } } }
        Six: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
        Seven: { Type: S3 }
`;

function eventsOf(file: string, text: string): string[][] {
  return (readStack(file, text)?.functions ?? []).map(({ events }) => events.map((event) => Object.values(event).join(' ')));
}

function envOf(file: string, text: string): Record<string, string>[] {
  const functions = readStack(file, text)?.functions ?? [];
  return functions.map(({ env }) => Object.fromEntries(Object.entries(env).map(([name, one]) => [name, one.value ?? one.secret ?? ''])));
}

describe('a stack of the Serverless Framework', () => {
  it('reads the files that a file of the Serverless Framework includes, at their own places', () => {
    const text = `service: orders
custom: { shop: '\${file(../shop.json)}', circle: '\${file(./circle.yml)}', late: '\${file(./late.js):queues}' }
provider: { environment: { NAME: '\${file(./package.json):name}', LATE: '\${file(./late.yml):name}' } }
functions: \${file(./functions.yml)}
resources: { Resources: { Jobs: { Type: AWS::SQS::Queue, Properties: { QueueName: '\${self:custom.shop.queues.jobs}' } } } }
`;
    const stack = readStack('orders/serverless.yml', text, (file) => SPLIT[file]);
    expect(stack?.functions.map(({ handler, env, events, at }) => [handler, env.NAME?.value, env.LATE?.value, events, at.file])).toEqual([
      [
        'src/work.handler',
        '@shop/orders',
        '${file(./late.yml):name}',
        [
          { kind: 'message', broker: 'sqs', topic: 'shop-jobs' },
          { kind: 'message', broker: 'eventbridge', topic: 'order.placed' },
        ],
        'orders/functions.yml',
      ],
    ]);
  });

  it('has functions with what they are called for', () => {
    expect(readStack('orders/serverless.yml', SERVERLESS)?.functions.map(({ handler }) => handler)).toEqual([
      'src/orders.list',
      'src/orders.create',
      'src/work.handler',
    ]);
    expect(eventsOf('orders/serverless.yml', SERVERLESS)).toEqual([
      ['http GET /orders', 'http ALL /*'],
      ['http POST /orders/{id}', 'http ALL /v2/orders'],
      [
        'message sqs jobs',
        'message sqs Late',
        'message sns placed-dev',
        'message sns known-topic',
        'message eventbridge order.placed',
        'message eventbridge order.lost',
        'schedule',
      ],
    ]);
  });

  it('gives them an environment: names of resources, parameters by their identity', () => {
    const common = { TABLE: 'orders-table', BILLS_URL: 'ssm:/bills/url', NAME: 'orders' };
    expect(envOf('serverless.yml', SERVERLESS)).toEqual([
      { ...common, STOCK: 'export:stock-url' },
      { ...common, STOCK: 'export:stock-url', QUEUE_URL: 'jobs' },
      { ...common, STOCK: 'export:stock-url' },
    ]);
  });
});

describe('a stack of SAM', () => {
  it('has functions with what they are called for', () => {
    expect(readStack('template.yaml', SAM)?.functions.map(({ handler }) => handler)).toEqual(['orders/app.handler']);
    expect(eventsOf('template.yaml', SAM)).toEqual([
      ['http GET /orders/{id}', 'message sqs ${AWS::StackName}-bills', 'message sns Placed', 'message eventbridge paid', 'schedule'],
    ]);
    expect(envOf('template.yaml', SAM)).toEqual([{ TOPIC: 'Placed' }]);
  });

  it('puts queues behind topics and rules', () => {
    expect(readStack('template.yaml', SAM)?.subscriptions.map(({ broker, topic, queue }) => [broker, topic, queue])).toEqual([
      ['sns', 'Placed', '${AWS::StackName}-bills'],
      ['sns', 'arn:aws:sns:eu-west-1:1:paid', '${AWS::StackName}-bills'],
      ['eventbridge', 'order.lost', '${AWS::StackName}-bills'],
    ]);
  });
});

describe('no stack', () => {
  it.each([
    ['a compose file', 'serverless.yml', 'services: { a: { image: b } }'],
    ['a manifest of Kubernetes', 'k8s.yaml', 'kind: List\nResources: { a: { kind: Pod } }'],
    ['broken YAML', 'template.yaml', 'Resources:\n  - a: [\n'],
  ])('is %s', (_, file, text) => {
    expect(readStack(file, text)).toBeUndefined();
  });
});
