import { describe, expect, it } from 'vitest';

import { contextPath, imageOf, readDockerfile } from '../../../../src/analysis/deployment-files/processes/dockerfile.js';

function image(text: string, target?: string, args?: Record<string, string>): ReturnType<typeof imageOf> {
  return imageOf(readDockerfile('Dockerfile', text), target, args);
}

const STAGES = `FROM node:22 AS base
ENV LEVEL=info
WORKDIR /app
FROM base AS build
ENV STEP=build
COPY . .
CMD ["npm", "run", "watch"]
FROM nginx:1.27 AS page
COPY --from=build /app/dist /usr/share/nginx/html
COPY nginx.conf /etc/nginx/conf.d/
FROM base AS Run
ENV LEVEL=warn
COPY --from=build /app/dist dist
CMD ["node", "dist/main.js"]
`;

describe('imageOf', () => {
  it('is the last stage on all that it is built on', () => {
    const last = image(STAGES);
    expect(last).toMatchObject({
      base: 'node:22',
      workdir: '/app',
      command: ['node', 'dist/main.js'],
      copies: [{ from: 'dist', to: '/app/dist' }],
    });
    expect(last?.env.map(({ name, value, at }) => [name, value, at.line])).toEqual([
      ['LEVEL', 'info', 2],
      ['LEVEL', 'warn', 12],
    ]);
  });

  it('is the stage that is asked for', () => {
    expect(image(STAGES, 'page')).toMatchObject({ base: 'nginx:1.27', env: [] });
    expect(image(STAGES, 'build')?.command).toEqual(['npm', 'run', 'watch']);
  });

  it('is the last stage where the name is nobody’s', () => {
    expect(image(STAGES, 'nobody')?.command).toEqual(['node', 'dist/main.js']);
  });

  it('says what commands of another stage have made', () => {
    const text =
      'FROM a AS build\nWORKDIR /app\nCOPY . .\nRUN pnpm deploy /prod/x\nFROM a\nCOPY --from=build /prod/x /srv\nCOPY --from=build /app/y /y';
    expect(image(text)?.made).toEqual(['/srv']);
    expect(image('FROM a\nCOPY --from=busybox /bin/sh /bin/sh')?.made).toEqual([]);
  });

  it.each([
    ['all', 'FROM a\nWORKDIR /app\nCOPY . .', [['.', '/app']]],
    ['a folder', 'FROM a\nWORKDIR /app\nCOPY apps/orders ./apps/orders', [['apps/orders', '/app/apps/orders']]],
    [
      'files',
      'FROM a\nWORKDIR /app\nCOPY a.json b.json ./',
      [
        ['a.json', '/app/a.json'],
        ['b.json', '/app/b.json'],
      ],
    ],
    ['a file by another name', 'FROM a\nCOPY conf/site.conf /etc/nginx/nginx.conf', [['conf/site.conf', '/etc/nginx/nginx.conf']]],
    ['the list form', 'FROM a\nCOPY ["a b", "/app/"]', [['a b', '/app']]],
    ['by a stage', 'FROM a AS b\nWORKDIR /src\nCOPY apps ./\nFROM a\nCOPY --from=b /src/orders/dist /app', [['apps/orders/dist', '/app']]],
    ['by a stage with a number', 'FROM a\nWORKDIR /src\nCOPY . .\nFROM a\nCOPY --from=0 /src/dist /app', [['dist', '/app']]],
    ['out of another image', 'FROM a\nCOPY --from=busybox /bin/sh /bin/sh', []],
  ])('copies: %s', (_, text, expected) => {
    expect(image(text)?.copies.map(({ from, to }) => [from, to])).toEqual(expected);
  });

  it.each([
    ['the shell', 'FROM a\nCMD node server.js --port 3000', ['node server.js --port 3000']],
    ['an entrypoint with arguments', 'FROM a\nENTRYPOINT ["node"]\nCMD ["main.js"]', ['node', 'main.js']],
    ['a line in a list', 'FROM a\nCMD ["sh", "-c", "node a & node b"]', ['sh', '-c', 'node a & node b']],
    ['a list that goes on', 'FROM a\nCMD ["node", \\\n  "a.js"]', ['node', 'a.js']],
    ['a broken list', "FROM a\nCMD ['node']", ["['node']"]],
    ['the last one wins', 'FROM a\nCMD one\nCMD two', ['two']],
    ['nothing', 'FROM a', []],
    ['a health check is none', 'FROM a\nHEALTHCHECK CMD curl localhost\nCMD ["node", "a.js"]', ['node', 'a.js']],
  ])('command: %s', (_, text, expected) => {
    expect(image(text)?.command).toEqual(expected);
  });

  it.each([
    ['a default', 'ARG APP=orders\nFROM a\nARG APP\nCMD ["node", "apps/${APP}/main.js"]', {}, 'node apps/orders/main.js'],
    ['what is given', 'FROM a\nARG APP=orders\nCMD ["node", "apps/$APP/main.js"]', { APP: 'bills' }, 'node apps/bills/main.js'],
    ['nothing known', 'FROM a\nARG APP\nCMD ["node", "apps/$APP/main.js"]', {}, 'node apps/${APP}/main.js'],
    ['through ENV', 'FROM a\nARG APP=x\nENV NAME=$APP\nCMD ["node", "$NAME.js"]', {}, 'node x.js'],
  ])('arguments: %s', (_, text, args, expected) => {
    expect(image(text, undefined, args)?.command.join(' ')).toBe(expected);
  });

  it.each([
    ['several', 'FROM a\nENV A=1 B="two words" \\\n  C=3', { A: '1', B: 'two words', C: '3' }],
    ['the old form', 'FROM a\nENV A one two', { A: 'one two' }],
    ['by another', 'FROM a\nENV HOST=orders\nENV URL=http://${HOST}:80', { HOST: 'orders', URL: 'http://orders:80' }],
    ['with a default', 'FROM a\nENV URL=${HOST:-orders}', { URL: 'orders' }],
  ])('env: %s', (_, text, expected) => {
    expect(Object.fromEntries((image(text)?.env ?? []).map(({ name, value }) => [name, value]))).toEqual(expected);
  });

  it.each(['', 'not a Dockerfile', 'CMD node .', 'ARG X=1', '{"a": 1}'])('is nothing for %j', (text) => {
    expect(image(text)).toBeUndefined();
  });
});

describe('contextPath', () => {
  const copies = [
    { from: '.', to: '/app' },
    { from: 'docker/start.sh', to: '/app/bin/start.sh' },
  ];

  it.each([
    ['/app', '.'],
    ['/app/services/orders', 'services/orders'],
    ['/app/bin/start.sh', 'docker/start.sh'],
    ['/application', undefined],
    ['/etc/passwd', undefined],
  ])('%s: %s', (path, expected) => {
    expect(contextPath(copies, path)).toBe(expected);
  });
});
