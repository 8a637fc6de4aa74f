import { describe, expect, it } from 'vitest';

import { reaches, topicNames, type TopicName } from '../../../../src/analysis/link/messaging/topic-name.js';
import type { Broker } from '../../../../src/model/signal.js';
import { anyOf, array, env, external, first, lit, propertyOf, template, unknown, callResult } from '../../../../src/model/residual.js';
import { placeWith } from '../../../support/link.js';

const place = placeWith({ TOPIC: 'orders', ARN: 'arn:aws:sns:eu:1:orders', KEY: 'secret:broker/topic' });
const made = propertyOf(callResult(external('remote.create'), [], { site: 'a', isNew: false }), 'topic');

describe('names of topics', () => {
  it.each([
    ['a text', lit('orders'), 'kafka', ['orders']],
    ['a variable', env('TOPIC'), 'kafka', ['orders']],
    ['the end of an ARN', env('ARN'), 'sns', ['orders']],
    ['the end of a URL', lit('https://sqs.eu.amazonaws.com/1/orders'), 'sqs', ['orders']],
    ['the end of a path', lit('projects/p/topics/orders'), 'pubsub', ['orders']],
    ['a shared subscription', lit('$share/group/orders/+'), 'mqtt', ['orders/+']],
    ['each of a list', array([lit('a'), lit('b')]), 'nats', ['a', 'b']],
    ['each alternative', anyOf([lit('a'), lit('b')]), 'nats', ['a', 'b']],
    ['a constant of a package that is not here', external('@acme/common.Subjects.OrderPaid'), 'nats', ['Subjects.OrderPaid']],
    ['a secret', env('KEY'), 'kafka', ['{secret:broker/topic}']],
  ] as const)('%s', (_, value, broker, names) => {
    expect(topicNames(value, place, broker).map(({ text, isExact }) => [text, isExact])).toEqual(names.map((name) => [name, true]));
  });

  it.each([
    ['parts of one', template([lit('orders.'), unknown('id')]), ['orders.{}']],
    ['nothing of an unset variable', env('NOPE'), []],
    ['nothing of an unset variable with the default of nothing', first([env('NOPE'), lit('')]), []],
    ['nothing of a name that is made for one caller', template([lit('orders.'), external('globalThis.Math.random')]), []],
    [
      'nothing of a name with an id made for it',
      template([lit('orders.'), callResult(external('uuid.v4'), [], { site: 'a', isNew: false })]),
      [],
    ],
    ['nothing of what is unknown', unknown('topic', 'param'), []],
    ['nothing of what is made at run time', made, []],
    ['nothing of a part that says nothing', template([lit('a.'), unknown('id')]), []],
  ])('may be known in part: %s', (_, value, names) => {
    expect(topicNames(value, place, 'nats').map(({ text, isExact }) => [text, isExact])).toEqual(names.map((name) => [name, false]));
  });
});

/** `orders.{}`: the braces are a part that is not known. */
function name(text: string): TopicName {
  return { text, key: text.replaceAll('{}', '\0'), isExact: !text.includes('{}') };
}

describe('a message', () => {
  it.each<readonly [string, string, Broker, 'yes' | 'maybe' | undefined]>([
    ['orders', 'orders', 'kafka', 'yes'],
    ['orders', 'Orders', 'kafka', undefined],
    ['orders.paid', 'orders.*', 'kafka', undefined],
    ['orders.paid', 'orders.*', 'nats', 'yes'],
    ['orders.paid.eu', 'orders.*', 'nats', undefined],
    ['orders.paid.eu', 'orders.>', 'nats', 'yes'],
    ['orders', 'orders.>', 'nats', undefined],
    ['orders/paid', 'orders/+', 'mqtt', 'yes'],
    ['orders/paid/eu', 'orders/#', 'mqtt', 'yes'],
    ['orders.paid', 'orders.#', 'amqp', 'yes'],
    ['orders', 'orders.#', 'amqp', 'yes'],
    ['orders.paid.eu', '#.eu', 'amqp', 'yes'],
    ['orders.paid', '#', 'amqp', 'yes'],
    ['orders.paid', '*.paid', 'amqp', 'yes'],
    ['carts.paid', 'orders.#', 'amqp', undefined],
    ['orders:7', 'orders:*', 'redis', 'yes'],
    ['carts:7', 'orders:*', 'redis', undefined],
    ['orders.{}', 'orders.paid', 'nats', 'maybe'],
    ['orders.{}', 'orders.{}', 'nats', 'maybe'],
    ['orders.{}', 'carts.paid', 'nats', undefined],
    ['{}', 'orders.paid', 'nats', undefined],
    ['#@acme/common.Subjects.Paid', '#@acme/common.Subjects.Paid', 'nats', 'yes'],
    ['#@acme/common.Subjects.Paid', '#@acme/common.Subjects.Sent', 'nats', undefined],
    ['orders', '#@acme/common.Subjects.Paid', 'nats', undefined],
  ])('under %s reaches who asked for %s of %s: %s', (given, wanted, broker, expected) => {
    expect(reaches(name(given), name(wanted), broker)).toBe(expected);
  });
});
