import { describe, expect, it } from 'vitest';

import { systemOf } from '../../../support/link.js';

const addressesOf = (code: string | Readonly<Record<string, string>>) =>
  systemOf({ units: { orders: { code, ports: ['3000:3000'], profiles: [] } } }).addresses.map(
    ({ address, what, at }) => `${what} ${address} ${at.line}`,
  );

describe('an address of one machine', () => {
  it.each([
    ['of a call', `fetch('http://localhost:3001/x');`, 'call http://localhost:3001/x 1'],
    [
      'of a client',
      `import axios from 'axios';\naxios.create({ baseURL: 'http://127.0.0.1:3001' }).get('/x');`,
      'call http://127.0.0.1:3001 2',
    ],
    ['as a number', `fetch('http://10.1.2.3/x');`, 'call http://10.1.2.3/x 1'],
    ['of a database', `import { Pool } from 'pg';\nnew Pool({ host: 'localhost' });`, 'datastore localhost 2'],
    [
      'of a broker, where its client is made',
      `import { Kafka } from 'kafkajs';\nconst kafka = new Kafka({ brokers: ['localhost:9092'] });\nkafka.producer().send({ topic: 'orders', messages: [] });`,
      'broker localhost:9092 2',
    ],
  ])('%s', (_, code, expected) => {
    expect(addressesOf(code)).toEqual([expected]);
  });
});

describe('no address of one machine', () => {
  it.each([
    ['a name', `fetch('http://billing:3001/x');`],
    ['what a variable replaces', `fetch(process.env.BILLING_URL ?? 'http://localhost:3001');`],
    ['a port that a variable gives', 'fetch(`http://localhost:${process.env.PORT}/x`);'],
    ['what clouds answer to every machine under', `fetch('http://169.254.169.254/latest/meta-data');`],
    ['a sidecar', `fetch('http://localhost:3500/v1.0/invoke/billing/method/x');`],
    ['a default of the driver', `import { Pool } from 'pg'; new Pool();`],
  ])('%s', (_, code) => {
    expect(addressesOf(code)).toEqual([]);
  });

  it('what a tool wrote', () => {
    const code = {
      'src/main.ts': `import { ask } from './generated/api.js'; ask();`,
      'src/generated/api.ts': `export const ask = () => fetch('http://localhost/v0/x');`,
    };
    expect(addressesOf(code)).toEqual([]);
    expect(
      addressesOf({
        'src/main.ts': code['src/main.ts'].replace('generated', 'written'),
        'src/written/api.ts': code['src/generated/api.ts'],
      }),
    ).toEqual(['call http://localhost/v0/x 1']);
  });
});
