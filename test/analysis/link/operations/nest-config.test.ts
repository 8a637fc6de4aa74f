import { describe, expect, it } from 'vitest';

import { configOf } from '../../../../src/analysis/link/operations/nest-config.js';
import { shown } from '../../../../src/analysis/link/values/text.js';
import { array, callResult, env, external, lit, object, type Residual } from '../../../../src/model/residual.js';
import { placeWith } from '../../../support/link.js';

const props = (values: Readonly<Record<string, Residual>>): Residual => object(new Map(Object.entries(values)));
const place = placeWith({ QUEUE: 'users', KIND: '5' });

function told(config: Residual): string {
  const { transport, queues, hosts, ports, urls } = configOf(config, place);
  return [transport ?? '-', ...[queues, hosts, ports, urls].map((texts) => texts.map(shown).join('|'))].join(' / ');
}

describe('the configuration of a client or server', () => {
  it.each([
    ['of TCP', props({ transport: lit(0), options: props({ host: lit('users'), port: lit(3001) }) }), 'TCP /  / users / 3001 / '],
    ['by the enum', props({ transport: external('@nestjs/microservices.Transport.KAFKA') }), 'KAFKA /  /  /  / '],
    ['by a number in a variable', props({ transport: env('KIND'), options: props({ queue: env('QUEUE') }) }), 'RMQ / users /  /  / '],
    [
      'with a queue and the URLs of its broker only',
      props({ options: props({ queue: lit('users'), urls: array([lit('amqp://mq')]) }) }),
      'RMQ / users /  /  / amqp://mq',
    ],
    ['with an address only', props({ options: props({ host: lit('users') }) }), '- /  / users /  / '],
    [
      'of a strategy',
      props({ strategy: callResult(external('acme.Server'), [props({ queue: lit('users') })], { site: 'a', isNew: true }) }),
      '- / users /  /  / ',
    ],
    ['of nothing', props({}), '- /  /  /  / '],
  ])('%s', (_, config, expected) => {
    expect(told(config)).toBe(expected);
  });
});
