import { describe, expect, it } from 'vitest';

import { analyzeFiles } from '../../../../src/testing/analyze-files.js';

const compose = (...workers: readonly string[]): string =>
  `services:
  orders: { build: ./orders, environment: { QUEUE: orders } }
${workers.map((name) => `  ${name}: { build: ./${name}, environment: { ORDER_QUEUE_NAME: orders, MAIL_QUEUE_NAME: mails } }`).join('\n')}
`;

const GO = 'package main\nimport "os"\nfunc main() { read(os.Getenv("ORDER_QUEUE_NAME")) }\n';

async function edges(...workers: readonly string[]): Promise<string[]> {
  const { analysis } = await analyzeFiles({
    'docker-compose.yml': compose(...workers),
    'orders/package.json': '{ "name": "orders", "dependencies": { "amqplib": "1" } }',
    'orders/index.js': `const amqp = require('amqplib'); amqp.connect('amqp://r').then((c) => c.createChannel()).then((channel) => channel.sendToQueue(process.env.QUEUE, Buffer.from('')));`,
    ...Object.fromEntries(
      workers.flatMap((name) => [
        [`${name}/go.mod`, `module ${name}`],
        [`${name}/main.go`, GO],
      ]),
    ),
  });
  return analysis.system.edges.map(({ from, to, style, name, confidence }) => [from, to, style, name, confidence].join(' '));
}

describe('who reads a queue in another language', () => {
  it('is the only one that asks for its name', async () => {
    expect(await edges('kitchen')).toEqual(['orders kitchen async orders inferred']);
  });

  it('is not known where several do', async () => {
    expect(await edges('kitchen', 'archive')).toEqual([]);
  });
});
