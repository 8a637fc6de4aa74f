import { expect, it } from 'vitest';

import { meanings } from '../../support/calls.js';

const NAMES = Array.from({ length: 90 }, (_, i) => `order.step${String(i)}`);

it('a helper that asks for a hundred operations is followed for each', () => {
  const calls = NAMES.map((name, i) => `send('${name}', { id: ${String(i)} });`).join('\n');
  const code = `import { Kafka } from 'kafkajs'; const producer = new Kafka({ brokers: ['kafka:9092'] }).producer();
    const log = (text: string) => console.log(text); const id = () => crypto.randomUUID(); const now = () => Date.now();
    function send(topic: string, value: object) { log(topic); const key = id(); const at = now(); const text = JSON.stringify({ key, at, value }); return producer.send({ topic, messages: [{ key, value: text }] }); }
    ${calls}`;
  expect(meanings(code, ['publish']).map((text) => text.replace(/ @.*/, ''))).toEqual(NAMES.map((name) => `publish kafka ${name}`).sort());
});
