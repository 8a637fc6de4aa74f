import { describe, expect, it } from 'vitest';

import { systemOf } from '../../support/link.js';

/** Who asks billing, and how it is retried and ended: `timeout`, `breaker, untimed`, `never, again growing`. */
function endsOf(code: string, deps = ''): string[] {
  const billing = `import express from 'express'; const app = express(); app.get('/x', (q, r) => r.json({})); app.post('/x', (q, r) => r.json({})); app.listen(3000);`;
  return systemOf({ units: { orders: `${deps}\n${code}`, billing } }).callSites.map(({ ends, isUntimed, retried }) =>
    [ends, ...(isUntimed ? ['untimed'] : []), ...(retried ? [`again ${retried.pause}${retried.isSafe ? ', safe' : ''}`] : [])].join(', '),
  );
}

const AXIOS = `import axios from 'axios';`;
const FETCH = `const ask = () => fetch('http://billing:3000/x');`;
const NEST = `import { HttpModule, HttpService } from '@nestjs/axios'; import { Injectable, Module } from '@nestjs/common'; import { retry, timeout } from 'rxjs';`;
const nest = (call: string, module = 'HttpModule'): string =>
  `${NEST} @Injectable() class Api { constructor(private readonly http: HttpService) {} ask() { return ${call}; } }
  @Module({ imports: [${module}], providers: [Api] }) class App {} new App();`;
const request = `this.http.get('http://billing:3000/x')`;

describe('a call ends', () => {
  it.each<readonly [string, string, string]>([
    ['never: axios waits as long as it takes', `${AXIOS} axios.get('http://billing:3000/x');`, 'never'],
    ['in time by the options of the call', `${AXIOS} axios.post('http://billing:3000/x', {}, { timeout: 500 });`, 'timeout'],
    ['in time by those of the client', `${AXIOS} axios.create({ timeout: 500 }).get('http://billing:3000/x');`, 'timeout'],
    [
      'nobody knows: options from elsewhere',
      `${AXIOS} import { options } from 'elsewhere'; axios.get('http://billing:3000/x', options());`,
      'unknown',
    ],
    [
      'nobody knows: an interceptor may set it',
      `${AXIOS} axios.interceptors.request.use((one) => one); axios.get('http://billing:3000/x');`,
      'unknown',
    ],
    ['never: fetch', `${FETCH} ask();`, 'never'],
    [
      'never: what is spread is known',
      `const ask = (body) => fetch('http://billing:3000/x', { method: 'POST', ...(body ? { body } : {}) }); ask(1);`,
      'never',
    ],
    [
      'unknown: options from elsewhere',
      `export const ask = (init) => fetch('http://billing:3000/x', { method: 'POST', ...init });`,
      'unknown',
    ],
    ['by a signal', `fetch('http://billing:3000/x', { signal: AbortSignal.timeout(500) });`, 'timeout'],
    [
      'by a race',
      `const late = new Promise((_, no) => setTimeout(no, 500)); Promise.race([fetch('http://billing:3000/x'), late]);`,
      'timeout',
    ],
    ['never: got', `import got from 'got'; got('http://billing:3000/x');`, 'never'],
    ['by itself: ky', `import ky from 'ky'; ky('http://billing:3000/x');`, 'timeout'],
    ['by an extended got', `import got from 'got'; got.extend({ timeout: { request: 500 } })('http://billing:3000/x');`, 'timeout'],
    [
      'by defaults of request',
      `import request from 'request'; request.defaults({ timeout: 500 }).get('http://billing:3000/x');`,
      'timeout',
    ],
    ['never: Nest without a word', nest(request), 'never'],
    ['by its module', nest(request, 'HttpModule.register({ timeout: 500 })'), 'timeout'],
    ['by an operator', nest(`${request}.pipe(timeout(500))`), 'timeout'],
    ['by a breaker', `import CircuitBreaker from 'opossum'; ${FETCH} new CircuitBreaker(ask).fire();`, 'breaker'],
    [
      'never by a breaker that waits',
      `import CircuitBreaker from 'opossum'; ${FETCH} new CircuitBreaker(ask, { timeout: false }).fire();`,
      'breaker, untimed',
    ],
    [
      'never by a breaker that only counts',
      `import { circuitBreaker, handleAll } from 'cockatiel'; ${FETCH} circuitBreaker(handleAll, {}).execute(() => ask());`,
      'breaker, untimed',
    ],
    [
      'by a timeout policy around it',
      `import { circuitBreaker, handleAll, timeout, wrap } from 'cockatiel'; ${FETCH} wrap(timeout(500, 'cooperative'), circuitBreaker(handleAll, {})).execute(() => ask());`,
      'breaker',
    ],
  ])('%s', (_, code, expected) => {
    expect(endsOf(code)).toEqual([expected]);
  });
});

describe('a call is made again', () => {
  it.each<readonly [string, string, string]>([
    ['ever later, by default', `import retry from 'async-retry'; ${FETCH} retry(() => ask());`, 'again growing'],
    ['ever later', `import pRetry from 'p-retry'; ${FETCH} pRetry(() => ask(), { retries: 3, factor: 2 });`, 'again growing'],
    ['after the same time', `import pRetry from 'p-retry'; ${FETCH} pRetry(() => ask(), { factor: 1 });`, 'again same'],
    ['at once', `import pRetry from 'p-retry'; ${FETCH} pRetry(() => ask(), { minTimeout: 0 });`, 'again none'],
    ['at once, so many times', `import { retry } from 'async'; ${FETCH} retry(5, () => ask());`, 'again none'],
    ['after an interval', `import { retry } from 'async'; ${FETCH} retry({ times: 5, interval: 200 }, () => ask());`, 'again same'],
    [
      'by a policy without backoff',
      `import { handleAll, retry } from 'cockatiel'; ${FETCH} retry(handleAll, { maxAttempts: 3 }).execute(() => ask());`,
      'again none',
    ],
    [
      'by a policy that backs off',
      `import { ExponentialBackoff, handleAll, retry } from 'cockatiel'; ${FETCH} retry(handleAll, { backoff: new ExponentialBackoff() }).execute(() => ask());`,
      'again growing',
    ],
    [
      'by its client, where it may be',
      `${AXIOS} import axiosRetry from 'axios-retry'; axiosRetry(axios); axios.get('http://billing:3000/x');`,
      'again none, safe',
    ],
    [
      'by its client, whatever it does',
      `${AXIOS} import axiosRetry from 'axios-retry'; axiosRetry(axios, { retryCondition: () => true }); axios.get('http://billing:3000/x');`,
      'again none',
    ],
    ['at once by an operator', nest(`${request}.pipe(retry(3))`), 'again none'],
    ['after the same time by an operator', nest(`${request}.pipe(retry({ count: 3, delay: 500 }))`), 'again same'],
  ])('%s', (_, code, expected) => {
    expect(endsOf(code)).toEqual([`never, ${expected}`]);
  });
});
