import { describe, expect, it } from 'vitest';

import { meanings } from '../../support/calls.js';

/** Code → requests and proxies, sorted. */
const CASES: Record<string, { code: string | Record<string, string>; says: string[] }> = {
  'axios: by name, by options, destructured, computed': {
    code: `import axios, { get } from 'axios'; axios.get('http://a/x'); axios({ url: 'http://a/y', method: 'post' }); axios('http://a/z', { method: 'PUT' }); get('http://a/g'); axios['delete']('http://a/d'); axios.postForm('http://a/f', {}); axios.request({ url: '/r', baseURL: 'http://b' });`,
    says: [
      'request GET http://b + /r',
      'request DELETE http://a/d',
      'request GET http://a/g',
      'request GET http://a/x',
      'request POST http://a/f',
      'request POST http://a/y',
      'request PUT http://a/z',
    ],
  },
  'tasks of Google Cloud ask later': {
    code: `import { CloudTasksClient } from '@google-cloud/tasks'; const tasks = new CloudTasksClient(); const parent = 'q';
      await tasks.createTask({ parent, task: { httpRequest: { httpMethod: 'POST', url: process.env.MAILS + '/send', body: 'x' } } }); await tasks.createTask({ parent, task: { appEngineHttpRequest: {} } });`,
    says: ['request POST ${process.env.MAILS}/send'],
  },
  'axios: an instance three files away, called and asked': {
    code: {
      'app/a.ts': `import { orders } from './b.js'; orders.get(\`/orders/\${id()}\`); orders({ url: '/c', method: 'patch' }); declare function id(): string;`,
      'app/b.ts': `import { client } from './c.js'; export const orders = client(process.env.ORDERS_URL);`,
      'app/c.ts': `import axios from 'axios'; export const client = (baseURL: string | undefined) => axios.create({ baseURL, timeout: 1 });`,
    },
    says: ['request GET process.env.ORDERS_URL + /orders/${globalThis.id()}', 'request PATCH process.env.ORDERS_URL + /c'],
  },
  'axios: an options object made elsewhere is no base': {
    code: `import axios from 'axios'; import { options } from 'elsewhere'; axios.get(process.env.A + '/x', options());`,
    says: ['request GET ${process.env.A}/x'],
  },
  'axios: a value that is only typed': {
    code: `import type { AxiosInstance } from 'axios'; export class Api { constructor(private http: AxiosInstance) {} go() { return this.http.post('/x', {}, {}); } }`,
    says: ['request POST /x'],
  },
  'nest: HttpService with the base of the one module, axiosRef': {
    code: `import { HttpModule, HttpService } from '@nestjs/axios'; import { Injectable, Module } from '@nestjs/common'; import { firstValueFrom } from 'rxjs';
      @Injectable() export class Orders { constructor(private readonly http: HttpService) {} a() { return firstValueFrom(this.http.get('/a')); } b() { return this.http.axiosRef.post('/b', {}); } c() { return this.http.axiosRef({ url: '/c', method: 'put' }); } }
      @Module({ imports: [HttpModule.register({ baseURL: 'http://users' })], providers: [Orders] }) export class App {}`,
    says: ['request GET http://users + /a', 'request POST http://users + /b', 'request PUT http://users + /c'],
  },
  'nest: the base of the module that provides the class; two in one module tell nothing': {
    code: `import { HttpModule, HttpService } from '@nestjs/axios'; import { Injectable, Module } from '@nestjs/common';
      @Injectable() export class Users { constructor(private readonly http: HttpService) {} a() { return this.http.get('/a'); } }
      @Injectable() export class Items { constructor(private readonly http: HttpService) {} b() { return [1].map(() => this.http.get('/b')); } }
      @Injectable() export class Both { constructor(private readonly http: HttpService) {} c() { return this.http.get('/c'); } }
      @Module({ imports: [HttpModule.register({ baseURL: 'http://users' })], providers: [Users] }) export class A {}
      @Module({ imports: [HttpModule.registerAsync({ useFactory: () => ({ baseURL: 'http://items' }) })], controllers: [Items] }) export class B {}
      @Module({ imports: [HttpModule.register({ baseURL: 'http://x' }), HttpModule.register({ baseURL: 'http://y' })], providers: [Both] }) export class C {}`,
    says: ['request GET /c', 'request GET http://items + /b', 'request GET http://users + /a'],
  },
  'fetch: global, URL and Request, packages; a parameter of that name is another thing': {
    code: `import nodeFetch from 'node-fetch'; import { fetch as crossFetch } from 'cross-fetch'; import { request } from 'undici'; fetch(new URL('/x', 'http://a')); fetch(new Request('http://b'), { method: 'post' }); fetch(new Request('http://b/r', { method: 'delete' })); fetch('http://f', options); declare const options: RequestInit; fetch('http://g', { ...options, signal }); fetch('http://h', { signal }); declare const signal: AbortSignal; nodeFetch('http://c'); crossFetch('http://d'); request('http://e', { method: 'PUT' }); export function f(fetch: (u: string) => void) { fetch('http://no'); }`,
    says: [
      'request ? http://f',
      'request ? http://g',
      'request DELETE http://b/r',
      'request GET http://a/x',
      'request GET http://c',
      'request GET http://d',
      'request GET http://h',
      'request POST http://b',
      'request PUT http://e',
    ],
  },
  'fetch: a wrapper class with a base': {
    code: `class Api { constructor(private base: string) {} private get = async (path: string) => fetch(this.base + path, { method: 'GET' }); orders() { return this.get('/orders'); } } new Api(process.env.API ?? 'http://localhost:1').orders();`,
    says: ['request GET ${process.env.API ?? http://localhost:1}/orders'],
  },
  'fetch: URLs as objects, options, a function that is kept': {
    code: `const url = new URL('/a', process.env.B); fetch(url); fetch(url.toString(), { method: 'DELETE' }); fetch(url.href, { method: 'PATCH' }); globalThis.fetch('http://c'); window.fetch('/d'); class Api { constructor(private readonly base: string, private readonly f = fetch) {} get(path: string) { return this.f(this.base + path, { method: 'PUT', signal: AbortSignal.timeout(5) }); } } new Api('http://g').get('/h');`,
    says: [
      'request DELETE ${process.env.B}/a',
      'request GET ${process.env.B}/a',
      'request GET /d',
      'request GET http://c',
      'request PATCH ${process.env.B}/a',
      'request PUT http://g/h',
    ],
  },
  'axios: CommonJS, a base class of ours, helpers': {
    code: {
      'app/a.js': `const axios = require('axios'); const api = axios.default.create({ baseURL: 'http://a' }); api.interceptors.request.use((config) => config); api.request({ method: 'get', url: '/x' }); axios.all([axios.get('http://b')]); module.exports = { api };`,
      'app/b.ts': `import axios, { type AxiosInstance } from 'axios'; export abstract class HttpClient { protected readonly instance: AxiosInstance; constructor(baseURL: string) { this.instance = axios.create({ baseURL }); } } export class Orders extends HttpClient { constructor() { super(process.env.ORDERS!); } all() { return this.instance.get('/orders'); } } new Orders().all();`,
    },
    says: ['request GET http://a + /x', 'request GET http://b', 'request GET process.env.ORDERS + /orders'],
  },
  'objects with methods of HTTP that are no clients': {
    code: `import { cache } from 'elsewhere'; cache.get('http://no'); const store = new Map(); store.delete('http://no'); class Repo { get(url: string) { return url; } } new Repo().get('http://no'); import request from 'supertest'; request('http://no').get('/x'); import type { AxiosInstance } from 'axios'; export type Api = AxiosInstance;`,
    says: [],
  },
  'undici: a client of an origin': {
    code: `import { Client } from 'undici'; new Client('http://a').request({ path: '/x', method: 'get' });`,
    says: ['request GET http://a ~ /x'],
  },
  'node:http: a URL, options, a URL with options': {
    code: `import http from 'http'; import { request } from 'node:https'; http.get('http://a/x', () => {}); request({ hostname: 'b', port: 8443, path: '/y', method: 'post' }); http.request('http://c', { method: 'PUT' }); http.createServer(() => {});`,
    says: ['request GET http://a/x', 'request POST https://b:8443/y', 'request PUT http://c'],
  },
  'node:http: options that are the parts of a URL': {
    code: `import http from 'node:http'; import https from 'node:https'; const at = new URL('/x', process.env.ORDERS_URL || 'http://localhost:3001'); const by = at.protocol === 'https:' ? https : http; by.request({ protocol: at.protocol, hostname: at.hostname, port: Number(at.port) || 80, path: at.pathname + at.search, method: 'PUT' }); http.get({ host: at.host, path: '/own' }); const told = new URL('http://users:8080/y'); http.get({ hostname: told.hostname, port: told.port, path: told.pathname }); https.get({ hostname: told.host, path: '/z' });`,
    says: [
      'request GET ${process.env.ORDERS_URL ?? http://localhost:3001}/own',
      'request GET http://users:8080/y',
      'request GET https://users:8080/z',
      'request PUT ${process.env.ORDERS_URL ?? http://localhost:3001}/x',
    ],
  },
  'got and ky: instances': {
    code: `import got from 'got'; import ky from 'ky'; got('http://a', { method: 'post' }); got.extend({ prefixUrl: 'http://b/v1' }).get('x'); ky.create({ prefixUrl: 'http://c' }).post('y'); ky.delete('http://d');`,
    says: ['request DELETE http://d', 'request GET http://b/v1 + x', 'request POST http://a', 'request POST http://c + y'],
  },
  'request, superagent, needle': {
    code: `const request = require('request'); const superagent = require('superagent'); const needle = require('needle'); request({ uri: 'http://a', method: 'POST' }, () => {}); request.get('http://b', () => {}); request.defaults({ baseUrl: 'http://c' }).put('/x'); superagent.del('http://d').set('a', 'b').then(() => {}); superagent('GET', 'http://e'); needle('post', 'http://f', {});`,
    says: [
      'request DELETE http://d',
      'request GET http://b',
      'request GET http://e',
      'request POST http://a',
      'request POST http://f',
      'request PUT http://c + /x',
    ],
  },
  'what was built of a package, as editors find it, and what is none of its roots': {
    code: `import got from 'got/dist/source'; import axios from 'axios/dist/node/axios.cjs'; import buildURL from 'axios/lib/helpers/buildURL'; got('http://a'); axios.get('http://b'); buildURL('http://c');`,
    says: ['request GET http://a', 'request GET http://b'],
  },
  'graphql clients': {
    code: `import ask, { request, GraphQLClient } from 'graphql-request'; ask('http://c/graphql', 'q'); import { ApolloClient, from, HttpLink, InMemoryCache } from '@apollo/client'; import { onError } from '@apollo/client/link/error';
      request('http://a/graphql', 'q'); new GraphQLClient('http://b/graphql').request('q'); const client = new ApolloClient({ cache: new InMemoryCache(), link: from([onError(() => {}), new HttpLink({ uri: process.env.GATEWAY })]) }); client.query({ query: 'q' }); new ApolloClient({ uri: '/graphql' }).mutate({});`,
    says: [
      'request graphql POST /graphql',
      'request graphql POST http://a/graphql',
      'request graphql POST http://b/graphql',
      'request graphql POST http://c/graphql',
      'request graphql POST process.env.GATEWAY',
    ],
  },
  'a data source of ours over an external base class': {
    code: `import { RESTDataSource } from '@apollo/datasource-rest'; export class Orders extends RESTDataSource { override baseURL = 'http://orders/'; all() { return this.get('orders'); } } new Orders().all();`,
    says: ['request GET http://orders/ + orders'],
  },
  'axios: what a client does unless it is told otherwise': {
    code: `import axios from 'axios'; const api = axios.create(); axios.defaults.baseURL = process.env.ALL; api.defaults.baseURL = 'http://own'; api.defaults.headers.common['x'] = 'y'; axios.get('/a'); api.get('/b'); axios.create({ baseURL: 'http://made' }).get('/c'); axios({ url: '/d' });`,
    says: [
      'request GET http://made + /c',
      'request GET http://own + /b',
      'request GET process.env.ALL + /a',
      'request GET process.env.ALL + /d',
    ],
  },
  'generated by openapi-generator, for axios': {
    code: {
      'app/a.ts': `import { OrdersApi } from './client/api'; import { Configuration } from './client/configuration'; const api = new OrdersApi(new Configuration({ basePath: process.env.ORDERS_URL }), undefined); api.getOrder('1'); api.addOrder({});`,
      'app/client/api.ts': `import type { Configuration } from './configuration'; import globalAxios, { type AxiosInstance } from 'axios'; import { DUMMY_BASE_URL, toPathString, createRequestFunction, BASE_PATH, BaseAPI } from './base';
        export const OrdersApiAxiosParamCreator = function (configuration?: Configuration) { return {
          getOrder: async (id: string, options: any = {}) => { const localVarPath = \`/orders/{id}\`.replace(\`{\${"id"}}\`, encodeURIComponent(String(id))); const localVarUrlObj = new URL(localVarPath, DUMMY_BASE_URL); let baseOptions; if (configuration) { baseOptions = configuration.baseOptions; } const localVarRequestOptions = { method: 'GET', ...baseOptions, ...options }; return { url: toPathString(localVarUrlObj), options: localVarRequestOptions }; },
          addOrder: async (order: any, options: any = {}) => { const localVarUrlObj = new URL('/orders', DUMMY_BASE_URL); const localVarRequestOptions = { method: 'POST', ...options }; localVarRequestOptions.data = order; return { url: toPathString(localVarUrlObj), options: localVarRequestOptions }; } } };
        export const OrdersApiFp = function (configuration?: Configuration) { const localVarAxiosParamCreator = OrdersApiAxiosParamCreator(configuration); return {
          async getOrder(id: string, options?: any) { const localVarAxiosArgs = await localVarAxiosParamCreator.getOrder(id, options); return (axios?: AxiosInstance, basePath?: string) => createRequestFunction(localVarAxiosArgs, globalAxios, BASE_PATH, configuration)(axios, basePath); },
          async addOrder(order: any, options?: any) { const localVarAxiosArgs = await localVarAxiosParamCreator.addOrder(order, options); return (axios?: AxiosInstance, basePath?: string) => createRequestFunction(localVarAxiosArgs, globalAxios, BASE_PATH, configuration)(axios, basePath); } } };
        export class OrdersApi extends BaseAPI { public getOrder(id: string, options?: any) { return OrdersApiFp(this.configuration).getOrder(id, options).then((request) => request(this.axios, this.basePath)); } public addOrder(order: any, options?: any) { return OrdersApiFp(this.configuration).addOrder(order, options).then((request) => request(this.axios, this.basePath)); } }`,
      'app/client/base.ts': `import type { Configuration } from './configuration'; import globalAxios, { type AxiosInstance } from 'axios'; export const BASE_PATH = 'http://example'.replace(/\\/+$/, ''); export const DUMMY_BASE_URL = 'https://example.com'; export const toPathString = function (url: URL) { return url.pathname + url.search + url.hash; };
        export class BaseAPI { protected configuration: Configuration | undefined; constructor(configuration?: Configuration, protected basePath: string = BASE_PATH, protected axios: AxiosInstance = globalAxios) { if (configuration) { this.configuration = configuration; this.basePath = configuration.basePath ?? basePath; } } }
        export const createRequestFunction = function (axiosArgs: any, globalAxios: AxiosInstance, BASE_PATH: string, configuration?: Configuration) { return (axios: AxiosInstance = globalAxios, basePath: string = BASE_PATH) => { const axiosRequestArgs = { ...axiosArgs.options, url: (configuration?.basePath ?? basePath) + axiosArgs.url }; return axios.request(axiosRequestArgs); }; };`,
      'app/client/configuration.ts': `export class Configuration { basePath?: string; baseOptions?: any; constructor(param: { basePath?: string; baseOptions?: any } = {}) { this.basePath = param.basePath; this.baseOptions = { ...param.baseOptions }; } }`,
    },
    says: [
      'request GET ${process.env.ORDERS_URL ?? process.env.ORDERS_URL ?? http://example | http://example}/orders/1',
      'request POST ${process.env.ORDERS_URL ?? process.env.ORDERS_URL ?? http://example | http://example}/orders',
    ],
  },
  'generated by orval: fetch, axios, a function of our own': {
    code: {
      'app/a.ts': `import { getOrder, getOrders, addOrder } from './orders'; getOrder('1'); getOrders().listOrders({ limit: 1 }); addOrder({});`,
      'app/orders.ts': `import axios from 'axios'; import { custom } from './custom'; export const getGetOrderUrl = (id: string) => { return \`http://orders/orders/\${id}\`; }; export const getOrder = async (id: string, options?: RequestInit) => { const res = await fetch(getGetOrderUrl(id), { ...options, method: 'GET' }); return res.json(); };
        export const getOrders = () => { const listOrders = (params?: any, options?: any) => { return axios.get(\`/orders\`, { ...options, params: { ...params } }); }; return { listOrders }; };
        export const addOrder = (order: any, options?: any) => { return custom<any>({ url: \`/orders\`, method: 'POST', data: order }, options); };`,
      'app/custom.ts': `import axios, { type AxiosRequestConfig } from 'axios'; const api = axios.create({ baseURL: process.env.ORDERS_URL }); export const custom = <T>(config: AxiosRequestConfig, options?: AxiosRequestConfig): Promise<T> => api({ ...config, ...options }).then(({ data }) => data);`,
    },
    says: ['request GET /orders', 'request GET http://orders/orders/1', 'request POST process.env.ORDERS_URL + /orders'],
  },
  'better-auth: methods are paths': {
    code: {
      'app/a.ts': `import { auth } from './auth.js'; auth.signIn.social({ provider: 'x' }); auth.signOut(); auth.useSession(); auth.$fetch('/own'); const type = auth.$Infer; auth.organization.listMembers();`,
      'app/auth.ts': `import { createAuthClient } from 'better-auth/react'; export const auth: ReturnType<typeof createAuthClient> = createAuthClient({ baseURL: process.env.AUTH_URL + '/idp' });`,
    },
    says: [
      'request ? ${process.env.AUTH_URL}/idp + /own',
      'request GET ${process.env.AUTH_URL}/idp + /get-session',
      'request GET ${process.env.AUTH_URL}/idp + /organization/list-members',
      'request POST ${process.env.AUTH_URL}/idp + /sign-in/social',
      'request POST ${process.env.AUTH_URL}/idp + /sign-out',
    ],
  },
  '@hey-api/client-fetch: made, told later, told by the call; the ready client of older versions': {
    code: {
      'app/a.ts': `import { client as ready } from '@hey-api/client-fetch'; import { createClient, createConfig } from '@hey-api/client-axios'; import { client } from './client.gen'; import { getOrder, addOrder } from './sdk.gen'; client.setConfig({ baseUrl: process.env.ORDERS_URL }); getOrder({ path: { id: '1' } }); createClient(createConfig({ baseURL: 'http://other' })).post({ url: '/orders' }); ready.setConfig({ baseUrl: 'http://ready' }); ready.get({ url: '/r' }); ready.request({ url: '/s', method: 'put', baseUrl: 'http://told' });`,
      'app/client.gen.ts': `import { createClient, createConfig } from '@hey-api/client-fetch'; export const client = createClient(createConfig<any>({ baseUrl: 'http://localhost:3000' }));`,
      'app/sdk.gen.ts': `import { client as _heyApiClient } from './client.gen'; export const getOrder = (options: any) => { return (options.client ?? _heyApiClient).get({ url: '/orders/{id}', ...options }); }; export const addOrder = (options?: any) => { return (options?.client ?? _heyApiClient).post({ url: '/orders', ...options }); };`,
    },
    says: [
      'request GET http://ready + /r',
      'request GET process.env.ORDERS_URL + /orders/{id}',
      'request POST http://other + /orders',
      'request POST process.env.ORDERS_URL + /orders',
      'request PUT http://told + /s',
    ],
  },
  'a request that something may change before it is sent': {
    code: `let request = new Request('http://a/x', { method: 'post' }); for (const change of list()) request = change(request); fetch(request); declare function list(): ((request: Request) => Request)[];`,
    says: ['request POST http://a/x'],
  },
  'hono: a client with the type of its server': {
    code: `import { hc } from 'hono/client'; import type { AppType } from '../orders/app.js'; const client = hc<AppType>(process.env.ORDERS_URL!); client.orders[':id'].$get({ param: { id: '1' } }); client.api.orders.$post({ json: {} }); client.index.$get(); client.orders.$url();`,
    says: [
      'request GET process.env.ORDERS_URL + /',
      'request GET process.env.ORDERS_URL + /orders/:id',
      'request POST process.env.ORDERS_URL + /api/orders',
    ],
  },
  'ts-rest: operations of a contract, by client and by hook': {
    code: {
      'app/a.ts': `import { initClient } from '@ts-rest/core'; import { initQueryClient } from '@ts-rest/react-query'; import { contract } from '../contract/index.js'; const client = initClient(contract, { baseUrl: process.env.ORDERS_URL, baseHeaders: {} }); client.orders.get({ params: { id: '1' } }); client.health(); initQueryClient(contract, { baseUrl: 'http://web' }).orders.add.useMutation();`,
      'contract/index.ts': `import { initContract } from '@ts-rest/core'; const c = initContract(); const orders = c.router({ get: { method: 'GET', path: '/orders/:id', responses: {} }, add: c.mutation({ method: 'POST', path: '/orders' }) }, { pathPrefix: '/v1' }); export const contract = c.router({ orders, health: { method: 'GET', path: '/health' } });`,
    },
    says: [
      'request GET process.env.ORDERS_URL + /health',
      'request GET process.env.ORDERS_URL + /v1/orders/:id',
      'request POST http://web + /v1/orders',
    ],
  },
  'openapi-fetch': {
    code: `import createClient from 'openapi-fetch'; const c = createClient({ baseUrl: 'http://a/v1' }); c.GET('/x/{id}', {});`,
    says: ['request GET http://a/v1 + /x/{id}'],
  },
  'proxies: a table of them, a router, a shorthand, a context': {
    code: `import { createProxyMiddleware as p } from 'http-proxy-middleware'; import express from 'express'; const app = express(); const table = [{ route: '/a', target: 'http://a:1' }, { route: '/b', target: process.env.B }]; table.forEach(({ route, target }) => app.use(route, p({ target, changeOrigin: true })));
      p('/ctx', { target: 'http://c' }); p('http://d'); p({ target: 'http://e', router: { '/f': 'http://f' }, pathFilter: '/e' });`,
    says: [
      'proxy /ctx to http://c',
      'proxy /e to http://e',
      'proxy /e to http://f',
      'proxy to http://a:1',
      'proxy to http://d',
      'proxy to process.env.B',
    ],
  },
  'proxies: servers, hosts': {
    code: `import httpProxy from 'http-proxy'; import proxy from 'express-http-proxy'; import gateway from 'fast-gateway'; const s = httpProxy.createProxyServer({}); export function h(req: any, res: any) { s.web(req, res, { target: 'http://a' }); } proxy('http://b'); proxy(() => 'http://no'); gateway({ routes: [{ prefix: '/c', target: 'http://c' }] });`,
    says: ['proxy /c to http://c', 'proxy to http://a', 'proxy to http://b'],
  },
};

describe('HTTP clients and proxies', () => {
  it.each(Object.entries(CASES))('%s', (_name, { code, says }) => {
    expect(meanings(code, ['request', 'proxy'])).toEqual([...says].sort());
  });
});
