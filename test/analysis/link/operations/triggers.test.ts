import { describe, expect, it } from 'vitest';

import type { FunctionTrigger, TopicSubscription, TriggerEvent } from '../../../../src/model/deployment.js';
import { edgesOf, systemOf } from '../../../support/link.js';
import { at } from '../../../support/system.js';

const SNS = `import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'; const sns = new SNSClient({});`;
const publishes = (topic: string): string => `${SNS} await sns.send(new PublishCommand({ TopicArn: ${topic}, Message: '' }));`;
const reads = (queue: string): string =>
  `import { Consumer } from 'sqs-consumer'; Consumer.create({ queueUrl: ${queue}, handleMessage: async () => undefined }).start();`;

function behind(broker: TopicSubscription['broker'], topic: string, queue: string): TopicSubscription {
  return { broker, topic, queue, at: at('template.yaml') };
}

function trigger(unit: string, event: TriggerEvent): FunctionTrigger {
  return { unit, file: `${unit}/src/main.ts`, name: 'handler', event, at: at(`${unit}/serverless.yml`, 9) };
}

describe('a queue behind a topic', () => {
  const ARN = 'arn:aws:sns:eu-west-1:1:paid';
  const URL = 'http://sqs:4566/000000000000/bills';
  const units = { orders: publishes(`'${ARN}'`), bills: reads(`'${URL}'`), stock: reads(`'http://sqs:4566/0/stock'`) };

  it('gets what is published to the topic, by a deployment file', () => {
    const subscriptions = [behind('sns', 'paid', 'arn:aws:sqs:eu-west-1:1:bills')];
    expect(edgesOf({ units, subscriptions })).toEqual(['orders -> bills event paid [static]']);
  });

  it('gets it by code', () => {
    const subscribes = `import { SubscribeCommand } from '@aws-sdk/client-sns'; export const wire = new SubscribeCommand({ TopicArn: process.env.TOPIC, Protocol: 'sqs', Endpoint: 'arn:aws:sqs:eu-west-1:1:bills' });`;
    expect(edgesOf({ units: { ...units, setup: { code: subscribes, env: { TOPIC: ARN } } } })).toEqual([
      'orders -> bills event paid [static]',
    ]);
  });

  it('gets nothing of other topics, and by its name alone', () => {
    expect(edgesOf({ units, subscriptions: [behind('sns', 'sent', 'bills')] })).toEqual([]);
    expect(edgesOf({ units: { a: publishes(`'arn:aws:sns:eu:1:bills'`), b: reads(`'${URL}'`) } })).toEqual([]);
  });

  it('gets events by a rule', () => {
    const code = `import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'; await new EventBridgeClient({}).send(new PutEventsCommand({ Entries: [{ DetailType: 'order.lost', Detail: '' }] }));`;
    const subscriptions = [behind('eventbridge', 'order.lost', 'bills')];
    expect(edgesOf({ units: { orders: code, bills: reads(`'${URL}'`) }, subscriptions })).toEqual([
      'orders -> bills event order.lost [static]',
    ]);
  });

  it('does tasks of a process', () => {
    const code = {
      orders: `import { ZBClient } from 'zeebe-node'; const zbc = new ZBClient(process.env.ZEEBE); await zbc.createProcessInstance({ bpmnProcessId: 'order', variables: {} });`,
      bills: `import { Camunda8 } from '@camunda8/sdk'; const zeebe = new Camunda8().getZeebeGrpcApiClient(); zeebe.createWorker({ taskType: 'charge', taskHandler: (job) => job.complete() });`,
      stock: `import { ZBClient } from 'zeebe-node'; new ZBClient().createWorker('worker', 'count', () => undefined);`,
    };
    expect(edgesOf({ units: code, subscriptions: [behind('zeebe', 'order', 'charge')] })).toEqual(['orders -> bills event order [static]']);
  });

  it('is a subscription of Google', () => {
    const client = `import { PubSub } from '@google-cloud/pubsub'; const pubsub = new PubSub();`;
    const code = {
      orders: `${client} await pubsub.topic('paid').publishMessage({ json: {} });`,
      setup: `${client} await pubsub.topic('paid').createSubscription('paid-for-bills');`,
      bills: `${client} pubsub.subscription('paid-for-bills').on('message', () => undefined);`,
    };
    expect(edgesOf({ units: code })).toEqual(['orders -> bills event paid [static]']);
  });
});

describe('a function that a deployment file registers', () => {
  const asks = `import axios from 'axios'; export const handler = async (event: { ids: string[] }) => { for (const id of event.ids) await axios.get('http://stock/items/' + id); };`;
  const stock = `import express from 'express'; express().get('/items/:id', () => undefined);`;

  it('is a route', () => {
    const triggers = [trigger('orders', { kind: 'http', method: 'POST', path: '/orders/{id}' })];
    const { services, flows } = systemOf({ units: { orders: asks, stock }, triggers });
    expect(services.find(({ name }) => name === 'orders')?.operations.map(({ name }) => name)).toEqual(['POST /orders/{}']);
    expect(flows.map(({ entry }) => [entry.kind, entry.name])).toEqual([['route', 'POST /orders/{}']]);
  });

  it('is a consumer', () => {
    const triggers = [trigger('bills', { kind: 'message', broker: 'sns', topic: 'paid' })];
    expect(edgesOf({ units: { orders: publishes(`'arn:aws:sns:eu:1:paid'`), bills: asks }, triggers })).toEqual([
      'orders -> bills event paid [static]',
    ]);
  });

  it('is run by the clock', () => {
    const { flows } = systemOf({ units: { orders: asks, stock }, triggers: [trigger('orders', { kind: 'schedule' })] });
    expect(flows.map(({ entry }) => [entry.kind, entry.name])).toEqual([['schedule', 'handler']]);
  });
});
