import { describe, expect, it } from 'vitest';

import { readCaddy } from '../../../../src/analysis/deployment-files/proxies/caddy.js';
import { readEnvoy } from '../../../../src/analysis/deployment-files/proxies/envoy.js';
import { passesOfLabels, readTraefik } from '../../../../src/analysis/deployment-files/proxies/traefik.js';
import { readTraefikToml } from '../../../../src/analysis/deployment-files/proxies/traefik-toml.js';
import type { Pass } from '../../../../src/analysis/deployment-files/proxies/proxy-file.js';

function lines(passes: readonly Pass[] | undefined): string[] | undefined {
  return passes?.map(({ prefix, target, at }) => `${prefix} ${target} :${String(at.line)}`);
}

describe('Caddy', () => {
  it.each([
    ['a site', 'shop.test {\n  reverse_proxy orders:3000\n}', ['/ http://orders:3000 :2']],
    ['a path in the directive', ':80 {\n  reverse_proxy /orders/* http://orders:3000\n}', ['/orders http://orders:3000 :2']],
    [
      'a block of a path',
      ':80 {\n  handle_path /api/* {\n    reverse_proxy {$API_HOST}\n  }\n  reverse_proxy web:80\n}',
      ['/api ${API_HOST} :3', '/ http://web:80 :5'],
    ],
    [
      'a named matcher, several servers',
      ':80 {\n  @bills path /bills*\n  reverse_proxy @bills a:1 b:2 # two\n}',
      ['/bills http://a:1 :3', '/bills http://b:2 :3'],
    ],
    ['options of a directive', ':80 {\n  reverse_proxy orders:1 {\n    header_up Host x\n  }\n}', ['/ http://orders:1 :2']],
  ])('forwards by %s', (_, text, says) => {
    expect(lines(readCaddy('Caddyfile', text)?.passes)).toEqual(says);
  });

  it('serves files, or is something else', () => {
    expect(readCaddy('Caddyfile', ':80 {\n  root * /srv\n  file_server\n}')).toMatchObject({ passes: [], servesFiles: true });
    expect(readCaddy('Caddyfile', ':80 {\n  respond "hi"\n}')).toBeUndefined();
  });
});

describe('Envoy', () => {
  const ENVOY = `
static_resources:
  listeners:
    - address: { socket_address: { address: 0.0.0.0, port_value: 80 } }
      filter_chains:
        - filters:
            - typed_config:
                route_config:
                  virtual_hosts:
                    - domains: ["*"]
                      routes:
                        - { match: { prefix: /orders/ }, route: { cluster: orders } }
                        - { match: { path: /health }, direct_response: { status: 200 } }
                        - { match: { prefix: / }, route: { cluster: web } }
  clusters:
    - name: orders
      load_assignment: { endpoints: [{ lb_endpoints: [{ endpoint: { address: { socket_address: { address: orders, port_value: 3000 } } } }] }] }
    - { name: web, hosts: [{ socket_address: { address: web } }] }
`;

  it('routes to clusters', () => {
    const read = readEnvoy('envoy.yaml', ENVOY);
    expect(lines(read?.passes)).toEqual(['/orders orders :12', '/ web :14']);
    expect([...(read?.upstreams ?? [])]).toEqual([
      ['orders', ['orders:3000']],
      ['web', ['web:80']],
    ]);
  });

  it.each([
    ['without routes', 'static_resources:\n  listeners: []'],
    ['of something else', 'a: b'],
  ])('is no file %s', (_, text) => {
    expect(readEnvoy('envoy.yaml', text)).toBeUndefined();
  });
});

describe('Traefik', () => {
  const label = (text: string): { name: string; value: string; at: Pass['at'] } => ({
    name: text.slice(0, text.indexOf('=')),
    value: text.slice(text.indexOf('=') + 1),
    at: { file: 'docker-compose.yml', line: 7, column: 1 },
  });

  it.each([
    ['a path', ['traefik.http.routers.a.rule=PathPrefix(`/orders/`)'], ['/orders http://orders :7']],
    [
      'two paths of a host, and a port',
      [
        'traefik.http.routers.a.rule=Host(`shop.test`) && (PathPrefix(`/a`) || Path(`/b/{id}`))',
        'traefik.http.services.a.loadbalancer.server.port=3000',
      ],
      ['/a http://orders:3000 :7', '/b http://orders:3000 :7'],
    ],
    ['everything', ['traefik.http.routers.a.rule=PathPrefix(`/`)'], ['/ http://orders :7']],
    ['a host alone', ['traefik.http.routers.a.rule=Host(`orders.shop.test`)'], []],
    ['other labels', ['traefik.enable=true', 'traefik.http.middlewares.a.stripprefix.prefixes=/orders'], []],
  ])('takes a container for %s', (_, labels, says) => {
    expect(lines(passesOfLabels(labels.map(label), 'orders'))).toEqual(says);
  });

  it('reads routers of a file', () => {
    const text =
      'http:\n  routers:\n    a: { rule: "PathPrefix(`/orders`)", service: orders }\n    b: { rule: "Path(`/x`)", service: api@internal }\n  services:\n    orders: { loadBalancer: { servers: [{ url: "http://orders:3000" }] } }\n';
    expect(lines(readTraefik('dynamic.yml', text)?.passes)).toEqual(['/orders http://orders:3000 :3']);
    expect(readTraefik('openapi.yml', 'http: {}\npaths: {}')).toBeUndefined();
  });
});

describe('Traefik in TOML', () => {
  it('has frontends and backends in version 1', () => {
    const text = `[entryPoints]
  [entryPoints.http]
    address = ":8080"
[file]
  [backends.orders]
    [backends.orders.loadbalancer]
      method = "wrr"
    [backends.orders.servers.server1]
      url = "http://orders:3000"
  [backends.web.servers.server1]
    url = "http://web" # pages
  [frontends.orders]
    backend = "orders"
    [frontends.orders.routes.one]
      rule = "Host:shop.test;PathPrefixStrip:/orders/,/bills"
  [frontends.web]
    backend = "web"
`;
    expect(lines(readTraefikToml('traefik.toml', text)?.passes)).toEqual([
      '/orders http://orders:3000 :13',
      '/bills http://orders:3000 :13',
      '/ http://web :17',
    ]);
  });

  it('has routers and services in later ones', () => {
    const text = `[http.routers."orders"]
  rule = "PathPrefix(\`/orders\`)"
  service = "orders"
[[http.services.orders.loadBalancer.servers]]
  url = "http://orders:3000"
`;
    expect(lines(readTraefikToml('dynamic.toml', text)?.passes)).toEqual(['/orders http://orders:3000 :3']);
  });

  it('may have them as tables on one line', () => {
    const text = `[http.routers]
orders = { rule = 'PathPrefix(\`/orders\`)', service = 'orders' }
[http.services]
orders.loadBalancer.servers = [{ url = 'http://orders:3000' }]
`;
    expect(lines(readTraefikToml('dynamic.toml', text)?.passes)).toEqual(['/orders http://orders:3000 :2']);
  });

  it.each(['[package]\nname = "orders"', '[frontends.web]\nbackend = "web"'])('is nothing else: %s', (text) => {
    expect(readTraefikToml('x.toml', text)).toBeUndefined();
  });
});
