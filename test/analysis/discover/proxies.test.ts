import { describe, expect, it } from 'vitest';

import { found, nodeService, unitLines, type Files } from '../../support/tree.js';

const ORDERS = nodeService('orders');

function rules(files: Files): string[] {
  return found(files).layout.proxies.map(({ unit, prefix, target }) => `${unit} ${prefix} ${target}`);
}

describe('a configured nginx', () => {
  const EDGE = {
    ...ORDERS,
    'docker-compose.yml': 'services:\n  edge:\n    build: ./edge\n  orders:\n    build: ./orders\n',
    'edge/Dockerfile': 'FROM nginxinc/nginx-unprivileged:1.27\nCOPY default.conf.template /etc/nginx/templates/',
    'edge/default.conf.template': 'location / { proxy_pass http://${ORDERS_HOST}; }',
  };

  it('is a gateway where it is built', () => {
    expect(unitLines(EDGE)).toEqual(['edge gateway nginx edge', 'orders service js orders']);
    expect(rules(EDGE)).toEqual(['edge / http://${ORDERS_HOST}']);
  });

  it('is none of a service that has the whole repository mounted', () => {
    const files = {
      ...ORDERS,
      'docker-compose.yml': 'services:\n  orders:\n    build: ./orders\n    volumes: [".:/app"]\n',
      'conf/site.conf': 'location /orders { proxy_pass http://127.0.0.1:3000; }',
    };
    expect(rules(files)).toEqual([]);
  });

  it('is a gateway where its configuration is mounted', () => {
    const files = {
      ...ORDERS,
      'docker-compose.yml':
        'services:\n  proxy:\n    image: nginx:1.27\n    volumes: ["./conf/site.conf:/etc/nginx/conf.d/default.conf:ro"]\n  orders:\n    build: ./orders\n',
      'conf/site.conf': 'location /orders { proxy_pass http://orders:3000; }',
    };
    expect(unitLines(files)).toEqual(['orders service js orders', 'proxy gateway nginx conf']);
    expect(rules(files)).toEqual(['proxy /orders http://orders:3000']);
  });

  it('has the path of its file where the folder is somebody else’s', () => {
    const files = {
      ...ORDERS,
      'docker-compose.yml':
        'services:\n  proxy:\n    image: nginx\n    volumes: [./nginx.conf:/etc/nginx/nginx.conf]\n  orders:\n    build: ./orders\n',
      'nginx.conf': 'location /orders { proxy_pass http://orders:3000; }',
    };
    expect(unitLines(files)).toEqual(['orders service js orders', 'proxy gateway nginx nginx.conf']);
    expect(rules(files)).toEqual(['proxy /orders http://orders:3000']);
  });

  it('is a frontend where it only serves pages', () => {
    const files = { ...ORDERS, 'shop/Dockerfile': 'FROM nginx\nCOPY static /usr/share/nginx/html', 'shop/static/index.html': '<p>' };
    expect(unitLines(files)).toEqual(['orders service js orders', 'shop frontend nginx shop']);
  });

  it('is infrastructure where nothing of it is in the repository', () => {
    const files = { ...ORDERS, 'docker-compose.yml': 'services:\n  proxy:\n    image: nginx\n  orders:\n    build: ./orders\n' };
    expect(unitLines(files)).toEqual(['orders service js orders']);
  });
});

describe('labels of a container', () => {
  it('let in what fits them', () => {
    const compose =
      'services:\n  edge:\n    image: traefik:v3\n  orders:\n    build: ./orders\n    labels:\n      - traefik.http.routers.orders.rule=PathPrefix(`/orders`)\n      - "traefik.http.services.orders.loadbalancer.server.port=3000"\n';
    expect(rules({ ...ORDERS, 'docker-compose.yml': compose })).toEqual(['labels of orders /orders http://orders:3000']);
  });
});

describe('a configured Caddy', () => {
  it('is a gateway where its configuration is mounted', () => {
    const files = {
      ...ORDERS,
      'docker-compose.yml':
        'services:\n  edge:\n    image: caddy:2-alpine\n    volumes: ["./edge/Caddyfile:/etc/caddy/Caddyfile"]\n  orders:\n    build: ./orders\n',
      'edge/Caddyfile': ':80 {\n  reverse_proxy /orders* orders:3000\n}\n',
    };
    expect(unitLines(files)).toEqual(['edge gateway caddy edge', 'orders service js orders']);
    expect(rules(files)).toEqual(['edge /orders http://orders:3000']);
  });
});

describe('a configured Kong', () => {
  const COMPOSE =
    'services:\n  kong:\n    image: kong:3.9\n    volumes: [./kong.yml:/etc/kong/kong.yml:ro]\n  orders:\n    build: ./orders\n';

  it('is a gateway', () => {
    const files = {
      ...ORDERS,
      'docker-compose.yml': COMPOSE,
      'kong.yml': '_format_version: "3.0"\nservices:\n  - { name: orders, url: "http://orders:3000", routes: [{ paths: [/orders] }] }\n',
    };
    expect(unitLines(files)).toEqual(['kong gateway kong kong.yml', 'orders service js orders']);
    expect(rules(files)).toEqual(['kong /orders http://orders:3000']);
  });

  it('is infrastructure where its rules are elsewhere', () => {
    expect(unitLines({ ...ORDERS, 'docker-compose.yml': COMPOSE })).toEqual(['orders service js orders']);
  });
});

describe('proxy rules', () => {
  it('belong to the frontend whose image serves them', () => {
    const files = {
      ...nodeService('web', ['react', 'react-scripts']),
      'web/nginx.conf': 'location /api { proxy_pass http://orders; }',
      ...ORDERS,
    };
    expect(rules(files)).toEqual(['web /api http://orders']);
  });

  it('name each server of a group, which may stand in another file', () => {
    const files = {
      ...ORDERS,
      'edge/Dockerfile': 'FROM nginx',
      'edge/upstreams.conf': 'upstream all { server orders:3000; server orders-2:3000; }',
      'edge/default.conf': 'location / { proxy_pass http://all/x; }',
    };
    expect(rules(files)).toEqual(['edge / http://orders:3000/x', 'edge / http://orders-2:3000/x']);
  });

  it('are nobody’s outside of units', () => {
    expect(rules({ ...ORDERS, 'docs/nginx.conf': 'location / { proxy_pass http://orders; }' })).toEqual([]);
  });
});
