import { describe, expect, it } from 'vitest';

import { argumentsOf } from '../../../../src/analysis/deployment-files/processes/arguments.js';

describe('arguments of a command', () => {
  it.each([
    ['node dist/index.js --ordersUrl http://orders --listen-port=80', '--orders-url=http://orders --listen-port=80'],
    ['node --enable-source-maps -r dotenv/config dist/index.js -p 80', '-p=80'],
    ['node dist/index.js http://orders 80', 'process.argv[2]=http://orders process.argv[3]=80'],
    ['node dist/index.js --verbose --port 80 extra', '--port=80'],
    [`sh -c 'sleep 1 && node a.js --url "http://a b"'`, '--url=http://a b'],
    ['./wait-for-it.sh db:5432 -- node server.js --db db', '--db=db'],
    ['/usr/bin/orders --port 80', '--port=80'],
    ['npm start', ''],
    ['node server.js', ''],
    ['node', ''],
  ])('%s', (line, expected) => {
    const found = argumentsOf(line, { file: 'compose.yaml', line: 1, column: 1 });
    expect(found.map(({ name, value }) => `${name}=${value}`).join(' ')).toBe(expected);
  });
});
