import { describe, expect, it } from 'vitest';

import { readKong } from '../../../../src/analysis/deployment-files/proxies/kong.js';

function passes(text: string): string[] | undefined {
  return readKong('kong.yml', text)?.passes.map(({ prefix, target, at }) => `${at.line} ${prefix} ${target}`);
}

describe('a declarative configuration of Kong', () => {
  it.each([
    [
      'services with their routes',
      `_format_version: "3.0"
services:
  - name: orders
    url: http://orders:3000
    routes:
      - paths: [/orders, /baskets]
        strip_path: false
      - paths:
          - /old
`,
      ['6 /orders http://orders:3000/orders', '6 /baskets http://orders:3000/baskets', '8 /old http://orders:3000'],
    ],
    [
      'parts of an address, and a path of its own',
      `_format_version: "3.0"
services:
  - { name: users, host: users, port: 4000, path: /v1, routes: [{ paths: [/users] }] }
  - { name: mail, protocol: grpc, host: mail, routes: [{ paths: ['~/mail/(?<id>[^/]+)$'], strip_path: false }] }
`,
      ['3 /users http://users:4000/v1', '4 /mail grpc://mail/mail'],
    ],
    [
      'routes that stand apart',
      `_format_version: "3.0"
services:
  - { name: users, url: "http://users" }
routes:
  - { service: users, paths: [/users], strip_path: false }
  - { service: { name: users }, paths: [/people] }
`,
      ['5 /users http://users/users', '6 /people http://users'],
    ],
    [
      'a service that takes all',
      `_format_version: "3.0"\nservices:\n  - { name: a, url: "http://a", routes: [{ name: all }] }\n`,
      ['3 / http://a'],
    ],
    [
      'servers behind a name',
      `_format_version: "3.0"
upstreams:
  - name: orders.upstream
    targets: [{ target: "orders-1:80" }, { target: "orders-2:80" }]
services:
  - { name: orders, host: orders.upstream, routes: [{ paths: [/orders] }] }
`,
      ['6 /orders http://orders.upstream'],
    ],
    ['what is something else', 'services:\n  orders:\n    build: ./orders\n', undefined],
  ])('%s', (_name, text, expected) => {
    expect(passes(text)).toEqual(expected);
  });

  it('keeps the servers of a group', () => {
    const file = readKong(
      'kong.yml',
      '_format_version: "3.0"\nupstreams:\n  - { name: all, targets: [{ target: "a:80" }, { target: "b:80" }] }\n',
    );
    expect(file?.upstreams).toEqual(new Map([['all', ['a:80', 'b:80']]]));
  });
});
