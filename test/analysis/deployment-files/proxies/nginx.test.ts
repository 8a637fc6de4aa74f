import { describe, expect, it } from 'vitest';

import { isNginxFile, readNginx } from '../../../../src/analysis/deployment-files/proxies/nginx.js';

function passes(text: string): string[] {
  return (readNginx('nginx.conf', text)?.passes ?? []).map(({ prefix, target, at }) => `${at.line} ${prefix} ${target}`);
}

describe('isNginxFile', () => {
  it.each([
    ['web/nginx.conf', true],
    ['web/default.conf', true],
    ['web/default.conf.template', true],
    ['infra/nginx.template', true],
    ['infra/nginx-dev.tpl', true],
    ['roles/files/site.conf.j2', true],
    ['web/nginx.md', false],
    ['app/config.ts', false],
    ['app/conf', false],
  ])('%s: %s', (file, expected) => {
    expect(isNginxFile(file)).toBe(expected);
  });
});

describe('readNginx', () => {
  it.each([
    ['a plain location', 'location /orders/ {\n  proxy_pass http://orders:3000/;\n}', ['2 /orders/ http://orders:3000/']],
    ['on one line', 'server { location / { proxy_pass http://web; } }', ['1 / http://web']],
    ['an exact match', 'location = /login { proxy_pass http://auth; }', ['1 /login http://auth']],
    ['a preferred prefix', 'location ^~ /api/ { proxy_pass http://api; }', ['1 /api/ http://api']],
    ['a regular expression', 'location ~* ^/api/(users|teams)/ { proxy_pass http://users; }', ['1 /api/ http://users']],
    ['a regular expression without a slash', 'location ~ \\.php$ { proxy_pass http://php; }', ['1 / http://php']],
    ['nested locations', 'location /a { location /a/b { proxy_pass http://b; } }', ['1 /a/b http://b']],
    ['a condition', 'location /a { if ($x) { proxy_pass http://b; } }', ['1 /a http://b']],
    ['no location', 'server { proxy_pass http://b; }', ['1 / http://b']],
    ['what another file includes', 'proxy_set_header Host $host; proxy_pass http://b;', ['1 /{} http://b']],
    ['a variable', 'location /a { set $to http://a:80; proxy_pass $to; }', ['1 /a http://a:80']],
    [
      'a variable that is set twice',
      'location /a { set $to http://a; proxy_pass $to; } location /b { set $to http://b; proxy_pass $to; }',
      ['1 /a http://a', '1 /b http://b'],
    ],
    ["nginx's own variable", 'location / { proxy_pass http://$host; }', ['1 / http://$host']],
    ['marks of a template', 'location /a { proxy_pass {{ORDERS_URL}}/x; }', ['1 /a ${ORDERS_URL}/x']],
    [
      'marks of Jinja',
      'location / {\n  proxy_pass {{ orders_url }};\n}\nlocation /b { proxy_pass http://b; }',
      ['2 / ${orders_url}', '4 /b http://b'],
    ],
    ['envsubst', 'location / { proxy_pass http://${ORDERS_HOST}:$ORDERS_PORT; }', ['1 / http://${ORDERS_HOST}:${ORDERS_PORT}']],
    ['grpc', 'location /pkg.Orders { grpc_pass grpc://orders:50051; }', ['1 /pkg.Orders grpc://orders:50051']],
    ['fastcgi', 'location / { fastcgi_pass php:9000; }', ['1 / fastcgi://php:9000']],
    ['a socket', 'location / { fastcgi_pass unix:/run/php.sock; }', []],
    ['comments', '# location /x {\nlocation /a { # here\n  # proxy_pass http://x;\n  proxy_pass http://a; # there\n}', ['4 /a http://a']],
    ['quotes', 'location "/a b" { proxy_pass "http://a"; }', ['1 /a b http://a']],
    ['a quote that is never closed', 'location /a { proxy_pass http://a; }\nset $x "', ['1 /a http://a']],
    ['braces that do not match', '}}} location /a { proxy_pass http://a; } {{{', ['1 /a http://a']],
  ])('%s', (_, text, expected) => {
    expect(passes(text)).toEqual(expected);
  });

  it('knows groups of servers', () => {
    const text =
      'upstream orders { least_conn; server orders-1:3000 weight=5; server $ORDERS_2; }\nlocation / { proxy_pass http://orders; }';
    expect([...(readNginx('a.conf', text)?.upstreams ?? [])]).toEqual([['orders', ['orders-1:3000', '${ORDERS_2}']]]);
  });

  it.each([
    ['root /usr/share/nginx/html;', true],
    ['try_files $uri /index.html;', true],
    ['location / { proxy_pass http://a; }', false],
  ])('serves files: %s %s', (text, expected) => {
    expect(readNginx('a.conf', text)?.servesFiles).toBe(expected);
  });

  it.each(['', 'maxmemory 100mb', '[program:x]\ncommand=node .'])('is not for %j', (text) => {
    expect(readNginx('a.conf', text)).toBeUndefined();
  });
});
