import { describe, expect, it } from 'vitest';

import { readEcosystem, readProcfile, readSupervisor } from '../../../../src/analysis/deployment-files/processes/process-files.js';

describe('process managers', () => {
  it.each([
    [
      'pm2 in JavaScript',
      readEcosystem(
        'ecosystem.config.js',
        `module.exports = { apps: [{ name: 'a', cwd: './a', script: 'src/a.js', env: { PORT: 1, X: y } }] };`,
      ),
      [{ name: 'a', folder: './a', command: 'node src/a.js', env: { PORT: '1' } }],
    ],
    [
      'pm2 in JSON',
      readEcosystem('process.json', '{"apps": [{"name": "a", "script": "npm", "args": ["run", "start"]}]}'),
      [{ name: 'a', command: 'npm run start', env: {} }],
    ],
    ['pm2 without a script', readEcosystem('ecosystem.config.js', 'module.exports = { apps: [{ name: "a" }, x] }'), []],
    ['pm2, broken', readEcosystem('process.json', '{"apps": ['), []],
    ['another file', readEcosystem('webpack.config.js', 'module.exports = {}'), []],
    [
      'supervisor',
      readSupervisor(
        '[supervisord]\nnodaemon=true\n[program:a]\ndirectory = /app/a\ncommand = node a.js\nenvironment=PORT="1",HOST=x\n\n[program:b]\ncommand=node b.js\n[program:c]\nautostart=false\ncommand=node c.js\n[program:d]\n',
      ),
      [
        { name: 'a', folder: '/app/a', command: 'node a.js', env: { PORT: '1', HOST: 'x' } },
        { name: 'b', command: 'node b.js', env: {} },
      ],
    ],
    [
      'a Procfile',
      readProcfile('web: node a.js\r\n# no\nworker-1: npm run b\n'),
      [
        { name: 'web', command: 'node a.js', env: {} },
        { name: 'worker-1', command: 'npm run b', env: {} },
      ],
    ],
  ])('%s', (_, read, expected) => {
    expect(read).toEqual(expected);
  });
});
