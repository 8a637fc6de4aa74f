import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { libraries } from '../../../src/analysis/libraries/index.js';
import { headed, packageOf } from '../../../src/analysis/libraries/tables.js';
import { meanings } from '../../support/calls.js';

/** Packages with one interface: code of one of them → what it says. */
interface Family {
  readonly packages: readonly string[];
  readonly code: (name: string) => string;
  readonly says: readonly string[] | ((name: string) => readonly string[]);
}

const each = (prefix: string, names: string): string[] => names.split(',').map((name) => `${prefix}${name}`);
const LODASH = ['lodash', 'lodash-es'];
const ask = (url: string): string => `fetch(${url});`;
const asked = ['request GET http://a'];

const FAMILIES: Readonly<Record<string, Family>> = {
  'adapters of sign-in to MongoDB': {
    packages: ['@auth/mongodb-adapter', '@next-auth/mongodb-adapter'],
    code: (name) => `import { MongoDBAdapter } from '${name}'; MongoDBAdapter(client);`,
    says: ['access write accounts', 'access write sessions', 'access write users', 'access write verification_tokens'],
  },
  'adapters of sign-in to Prisma': {
    packages: ['@auth/prisma-adapter', '@next-auth/prisma-adapter'],
    code: (name) => `import { PrismaAdapter } from '${name}'; PrismaAdapter(client);`,
    says: ['access write Account', 'access write Session', 'access write User', 'access write VerificationToken'],
  },
  'what runs a function and hands on what it gives': {
    packages: ['retry-as-promised'],
    code: (name) => `import run from '${name}'; const made = await run(async () => 'http://a'); fetch(made);`,
    says: asked,
  },
  'emitters of events': {
    packages: ['eventemitter3', 'mitt', 'tiny-emitter'],
    code: (name) => `import make from '${name}'; const bus = make(); bus.on('told', (url) => fetch(url)); bus.emit('told', 'http://a');`,
    says: [...asked, 'request GET url'],
  },
  'what runs a function under a name': {
    packages: ['@lifeomic/attempt', 'radash', 'es-toolkit', 'ts-retry-promise'],
    code: (name) => `import { retry } from '${name}'; const made = await retry({}, async () => 'http://a'); fetch(made);`,
    says: asked,
  },
  'spans of Sentry': {
    packages: ['@sentry/node', '@sentry/nestjs', '@sentry/nextjs'],
    code: (name) => `import * as Sentry from '${name}'; fetch(await Sentry.startSpan({ name: 's' }, async () => 'http://a'));`,
    says: asked,
  },
  'segments of New Relic': {
    packages: ['newrelic'],
    code: (name) => `import newrelic from '${name}'; fetch(newrelic.startSegment('s', true, () => 'http://a'));`,
    says: asked,
  },
  'spans of Datadog': {
    packages: ['dd-trace'],
    code: (name) => `import tracer from '${name}'; fetch(tracer.trace('s', () => 'http://a'));`,
    says: asked,
  },
  'storage of a request': {
    packages: ['nestjs-cls'],
    code: (name) => `import { ClsService } from '${name}'; fetch(new ClsService().run(() => 'http://a'));`,
    says: asked,
  },
  'one after the other': {
    packages: ['async-mutex'],
    code: (name) => `import { Mutex } from '${name}'; fetch(await new Mutex().runExclusive(async () => 'http://a'));`,
    says: asked,
  },
  'queues of promises': {
    packages: ['p-queue'],
    code: (name) => `import PQueue from '${name}'; fetch(await new PQueue({ concurrency: 1 }).add(async () => 'http://a'));`,
    says: asked,
  },
  'limits of promises': {
    packages: ['p-limit'],
    code: (name) => `import pLimit from '${name}'; const limit = pLimit(1); fetch(await limit(async () => 'http://a'));`,
    says: asked,
  },
  'functions whose results are kept': {
    packages: ['p-memoize', 'memoizee', 'once', 'onetime', ...LODASH.flatMap((l) => each(`${l}/`, 'once,memoize,debounce,throttle'))],
    code: (name) => `import keep from '${name}'; fetch(keep(() => 'http://a')());`,
    says: asked,
  },
  'clients of RabbitMQ that declare exchanges as objects': {
    packages: ['amqp-ts', 'amqp-ts-async', '@droidsolutions-oss/amqp-ts'],
    code: (name) => `import { Connection } from '${name}'; new Connection('amqp://r').declareQueue('jobs').send({});`,
    says: ['publish amqp /jobs @ amqp://r'],
  },
  'routers with the interface of express': {
    packages: ['express-promise-router', 'polka', 'router'],
    code: (name) => `import make from '${name}'; make().get('/x', (q: any, s: any) => {});`,
    says: ['route GET /x'],
  },
  'Better Auth': {
    packages: ['better-auth/client', 'better-auth/vue', 'better-auth/svelte', 'better-auth/solid'],
    code: (name) => `import { createAuthClient } from '${name}'; createAuthClient({ baseURL: 'http://a' }).signOut();`,
    says: ['request POST http://a + /sign-out'],
  },
  'functions that are invoked': {
    packages: ['aws-sdk/clients/lambda'],
    code: (name) => `import Lambda from '${name}'; new Lambda().invoke({ FunctionName: 'a' });`,
    says: ['invoke'],
  },
  'streams of Kinesis': {
    packages: ['aws-sdk/clients/kinesis'],
    code: (name) => `import Kinesis from '${name}'; new Kinesis().putRecord({ StreamName: 'a', Data: '' });`,
    says: ['publish kinesis a'],
  },
  'functions of the AWS CDK': {
    packages: ['aws-cdk-lib/aws-lambda-nodejs', '@aws-cdk/aws-lambda-nodejs', '@aws-cdk/aws-lambda-nodejs-alpha'],
    code: (name) => `import { NodejsFunction } from '${name}'; new NodejsFunction(null, 'A', { entry: 'a.ts' }).addEnvironment('B', 'c');`,
    says: ['function'],
  },
  'functions of the AWS CDK, from folders': {
    packages: ['aws-cdk-lib/aws-lambda', '@aws-cdk/aws-lambda'],
    code: (name) =>
      `import { Code, Function } from '${name}'; import { SqsEventSource } from 'x'; import { Queue } from 'y'; new Function(null, 'A', { code: Code.fromAsset('a'), handler: 'index.handler' }).addEventSource(new SqsEventSource(new Queue(null, 'Q')));`,
    says: ['function', 'trigger'],
  },
  'rules of the AWS CDK': {
    packages: ['aws-cdk-lib/aws-events', '@aws-cdk/aws-events'],
    code: (name) =>
      `import { Rule } from '${name}'; import { SqsQueue } from 'x'; import { Queue } from 'y'; new Rule(null, 'R', { eventPattern: { detailType: ['placed'] }, targets: [new SqsQueue(new Queue(null, 'Q'))] });`,
    says: ['bind Q to placed by '],
  },
  'topics of the AWS CDK': {
    packages: ['aws-cdk-lib/aws-sns', '@aws-cdk/aws-sns'],
    code: (name) =>
      `import { Topic } from '${name}'; import { SqsSubscription } from 'x'; import { Queue } from 'y'; new Topic(null, 'T', { topicName: 'placed' }).addSubscription(new SqsSubscription(new Queue(null, 'Q', { queueName: 'q' })));`,
    says: ['bind q to placed by '],
  },
  'gateways of the AWS CDK': {
    packages: ['aws-cdk-lib/aws-apigateway', '@aws-cdk/aws-apigateway'],
    code: (name) => `import { LambdaRestApi } from '${name}'; import { made } from 'x'; new LambdaRestApi(null, 'A', { handler: made });`,
    says: ['trigger'],
  },
  'gateways for HTTP of the AWS CDK': {
    packages: ['aws-cdk-lib/aws-apigatewayv2', '@aws-cdk/aws-apigatewayv2', '@aws-cdk/aws-apigatewayv2-alpha'],
    code: (name) =>
      `import { HttpApi, HttpMethod } from '${name}'; import { HttpLambdaIntegration, made } from 'x'; new HttpApi(null, 'A').addRoutes({ path: '/x', methods: [HttpMethod.GET], integration: new HttpLambdaIntegration('I', made) });`,
    says: ['trigger'],
  },
  restify: {
    packages: ['restify'],
    code: (name) => `import restify from '${name}'; const s = restify.createServer(); s.del('/x', (q: any, s: any) => {}); s.listen(80);`,
    says: ['listen 80', 'route DELETE /x'],
  },
  koa: {
    packages: ['koa-router'],
    code: (name) => `import Router from '${name}'; new Router().get('/x', (c: any) => {});`,
    says: ['route GET /x'],
  },
  hono: {
    packages: ['hono/tiny', 'hono/quick'],
    code: (name) => `import { Hono } from '${name}'; new Hono().get('/x', (c: any) => c.text(''));`,
    says: ['route GET /x'],
  },
  '@hono/zod-openapi': {
    packages: ['@hono/zod-openapi'],
    code: (name) =>
      `import { createRoute, OpenAPIHono } from '${name}'; new OpenAPIHono().openapi(createRoute({ method: 'post', path: '/x', responses: {} }), (c: any) => c.text(''));`,
    says: ['route POST /x'],
  },
  hapi: {
    packages: ['hapi'],
    code: (name) =>
      `import Hapi from '${name}'; const s = new Hapi.Server({ port: 80 }); s.route({ method: 'GET', path: '/x', handler: () => 1 });`,
    says: ['listen 80', 'route GET /x'],
  },
  tsoa: {
    packages: ['tsoa', '@tsoa/runtime'],
    code: (name) => `import { Get, Route } from '${name}'; @Route('a') export class A { @Get('x') x() {} }`,
    says: ['route GET /a/x'],
  },
  '@feathersjs/koa': {
    packages: ['@feathersjs/koa'],
    code: (name) =>
      `import { feathers } from '@feathersjs/feathers'; import { koa } from '${name}'; class S { async find() { return []; } } const app = koa(feathers()); app.use('x', new S());`,
    says: ['route ALL /x', 'route ALL /x/:id'],
  },
  '@loopback/openapi-v3': {
    packages: ['@loopback/openapi-v3'],
    code: (name) => `import { get } from '${name}'; export class A { @get('/x') x() {} }`,
    says: ['route GET /x'],
  },
  'type-graphql': {
    packages: ['type-graphql'],
    code: (name) => `import { Query, Resolver } from '${name}'; @Resolver() export class A { @Query(() => String) x() { return ''; } }`,
    says: ['route graphql QUERY x'],
  },
  'apollo-server': {
    packages: each('apollo-server', ',-express,-fastify,-koa,-lambda,-micro'),
    code: (name) => `import { ApolloServer } from '${name}'; new ApolloServer({ typeDefs: '', resolvers: { Query: { x: () => 1 } } });`,
    says: ['route graphql QUERY x'],
  },
  'graphql schemas': {
    packages: ['@graphql-tools/schema', 'graphql-tools'],
    code: (name) =>
      `import { makeExecutableSchema } from '${name}'; makeExecutableSchema({ typeDefs: '', resolvers: { Mutation: { x: () => 1 } } });`,
    says: ['route graphql MUTATION x'],
  },
  '@apollo/federation': {
    packages: ['@apollo/federation'],
    code: (name) =>
      `import { buildFederatedSchema } from '${name}'; buildFederatedSchema([{ typeDefs: '', resolvers: { Query: { x: () => 1 } } }]);`,
    says: ['route graphql QUERY x'],
  },
  'graphql-yoga': {
    packages: ['graphql-yoga'],
    code: (name) =>
      `import { createSchema, createYoga } from '${name}'; createYoga({ schema: createSchema({ typeDefs: '', resolvers: { Query: { x: () => 1 } } }) });`,
    says: ['route graphql QUERY x'],
  },
  'around axios': {
    packages: ['axios-rate-limit'],
    code: (name) => `import axios from 'axios'; import wrap from '${name}'; wrap(axios.create({ baseURL: 'http://a' }), {}).get('/x');`,
    says: ['request GET http://a + /x'],
  },
  'a cache around axios': {
    packages: ['axios-cache-interceptor'],
    code: (name) =>
      `import axios from 'axios'; import { setupCache } from '${name}'; setupCache(axios.create({ baseURL: 'http://a' })).get('/x');`,
    says: ['request GET http://a + /x'],
  },
  angular: {
    packages: ['@angular/common/http', '@angular/core'],
    code: () =>
      `import { HttpClient } from '@angular/common/http'; import { inject } from '@angular/core'; export class Api { private http = inject(HttpClient); x() { return this.http.get('http://a'); } }`,
    says: asked,
  },
  fetch: {
    packages: ['isomorphic-fetch', 'node-fetch-native', 'isomorphic-unfetch', 'unfetch', 'make-fetch-happen', 'ofetch'],
    code: (name) => `import f from '${name}'; f('http://a');`,
    says: asked,
  },
  'ofetch by its name': {
    packages: ['ofetch'],
    code: (name) =>
      `import { ofetch, $fetch } from '${name}'; ofetch('http://a'); $fetch.create({ baseURL: 'http://b' })('/x', { method: 'PUT' });`,
    says: ['request GET http://a', 'request PUT http://b + /x'],
  },
  'fetch-retry': {
    packages: ['fetch-retry'],
    code: (name) => `import around from '${name}'; around(fetch)('http://a');`,
    says: asked,
  },
  'follow-redirects': {
    packages: ['follow-redirects'],
    code: (name) =>
      `import { http, https } from '${name}'; http.get('http://a'); https.request({ hostname: 'b', path: '/y', method: 'PUT' });`,
    says: ['request GET http://a', 'request PUT https://b/y'],
  },
  'request and its forks': {
    packages: ['request-promise', 'request-promise-native', 'requestretry', 'teeny-request'],
    code: (name) => `const request = require('${name}'); request({ uri: 'http://a', method: 'POST' }); request.get('http://b');`,
    says: ['request GET http://b', 'request POST http://a'],
  },
  phin: {
    packages: ['phin'],
    code: (name) => `import p from '${name}'; p({ url: 'http://a', method: 'PUT' });`,
    says: ['request PUT http://a'],
  },
  wretch: {
    packages: ['wretch'],
    code: (name) => `import wretch from '${name}'; wretch('http://a').get('/x');`,
    says: ['request GET http://a + /x'],
  },
  'clients of GraphQL': {
    packages: ['@apollo/client/core', 'apollo-client', 'apollo-boost'],
    code: (name) => `import { ApolloClient } from '${name}'; new ApolloClient({ uri: 'http://a' }).query({ query: 'q' });`,
    says: ['request graphql POST http://a'],
  },
  urql: {
    packages: ['urql', '@urql/core'],
    code: (name) => `import { createClient } from '${name}'; createClient({ url: 'http://a' }).query('q', {});`,
    says: ['request graphql POST http://a'],
  },
  'data sources': {
    packages: ['apollo-datasource-rest'],
    code: (name) =>
      `import { RESTDataSource } from '${name}'; export class A extends RESTDataSource { override baseURL = 'http://a/'; x() { return this.get('x'); } } new A().x();`,
    says: ['request GET http://a/ + x'],
  },
  'clients that are generated': {
    packages: ['@hey-api/client-next', '@hey-api/client-nuxt'],
    code: (name) =>
      `import { createClient, createConfig } from '${name}'; createClient(createConfig({ baseUrl: 'http://a' })).get({ url: '/x' });`,
    says: ['request GET http://a + /x'],
  },
  'ts-rest hooks': {
    packages: ['@ts-rest/react-query/v5'],
    code: (name) =>
      `import { initTsrReactQuery } from '${name}'; import { initContract } from '@ts-rest/core'; const tsr = initTsrReactQuery(initContract().router({ get: { method: 'GET', path: '/x' } }), { baseUrl: 'http://a' }); tsr.get.useQuery({});`,
    says: ['request GET http://a + /x'],
  },
  'ts-rest servers': {
    packages: ['@ts-rest/fastify'],
    code: (name) =>
      `import { initServer } from '${name}'; import { initContract } from '@ts-rest/core'; initServer().router(initContract().router({ get: { method: 'GET', path: '/x' } }), { get: async () => ({}) });`,
    says: ['route GET /x'],
  },
  'ts-rest, Next': {
    packages: ['@ts-rest/next'],
    code: (name) =>
      `import { createNextRouter } from '${name}'; import { initContract } from '@ts-rest/core'; createNextRouter(initContract().router({ get: { method: 'GET', path: '/x' } }), {});`,
    says: ['route GET /x'],
  },
  'ts-rest, functions of clouds': {
    packages: ['@ts-rest/serverless/aws', '@ts-rest/serverless/fetch', '@ts-rest/serverless/next'],
    code: (name) =>
      `import { tsr } from '${name}'; import { initContract } from '@ts-rest/core'; tsr.router(initContract().router({ get: { method: 'GET', path: '/x' } }), {});`,
    says: ['route GET /x'],
  },
  'proxies of servers': {
    packages: ['http-proxy-3', 'httpxy'],
    code: (name) => `import { createProxyServer } from '${name}'; createProxyServer({ target: 'http://a' });`,
    says: ['proxy to http://a'],
  },
  'koa-proxies': {
    packages: ['koa-proxies'],
    code: (name) => `import proxy from '${name}'; proxy('/x', { target: 'http://a' });`,
    says: ['proxy /x to http://a'],
  },
  'adapters of moleculer': {
    packages: ['moleculer-db-adapter-mongoose'],
    code: (name) => `import Adapter from '${name}'; new Adapter('mongodb://a/b');`,
    says: ['open mongodb mongodb://a/b'],
  },
  'moleculer and SQL': {
    packages: ['moleculer-db-adapter-sequelize'],
    code: (name) => `import Adapter from '${name}'; new Adapter('a', 'u', 'p', { dialect: 'postgres' });`,
    says: ['open postgres a'],
  },
  'Connect in hosts': {
    packages: ['@connectrpc/connect-express', '@connectrpc/connect-next'],
    code: (name) =>
      `import { ${name.endsWith('next') ? 'nextJsApiRouter' : 'expressConnectMiddleware'} as host } from '${name}'; import { Orders } from './gen/orders_connect.js'; host({ routes: (router: any) => { router.service(Orders, { get: () => ({}) }); } });`,
    says: ['grpc-handler Orders Get'],
  },
  'tRPC in hosts': {
    packages: each('@trpc/server/adapters/', 'fetch,next,aws-lambda'),
    code: (name) =>
      `import { initTRPC } from '@trpc/server'; import { ${{ fetch: 'fetchRequestHandler', next: 'createNextApiHandler' }[name.split('/').at(-1) ?? ''] ?? 'awsLambdaRequestHandler'} as host } from '${name}'; const t = initTRPC.create(); host({ router: t.router({ x: t.procedure.query(() => 1) }) });`,
    says: ['route GET /x'],
  },
  redis: {
    packages: ['@redis/client'],
    code: (name) => `import { createClient } from '${name}'; createClient({ url: 'redis://a' });`,
    says: ['open redis cache redis://a'],
  },
  '@upstash/redis': {
    packages: ['@upstash/redis'],
    code: (name) => `import { Redis } from '${name}'; new Redis({ url: 'http://a' });`,
    says: ['open redis cache http://a'],
  },
  'redis in Nest': {
    packages: ['@liaoliaots/nestjs-redis', '@songkeys/nestjs-redis', 'nestjs-redis'],
    code: (name) => `import { RedisModule } from '${name}'; RedisModule.forRoot({ config: { host: 'a' } });`,
    says: ['open redis cache a'],
  },
  'caches in redis': {
    packages: ['cache-manager-redis-store', 'cache-manager-redis-yet', 'cache-manager-ioredis-yet'],
    code: (name) => `import { redisStore } from '${name}'; redisStore({ host: 'a', port: 1 });`,
    says: ['open redis cache a:1'],
  },
  '@keyv/redis': {
    packages: ['@keyv/redis'],
    code: (name) => `import KeyvRedis from '${name}'; new KeyvRedis('redis://a');`,
    says: ['open redis cache redis://a'],
  },
  'locks and sockets in redis': {
    packages: ['redlock'],
    code: (name) => `import Redis from 'ioredis'; import Redlock from '${name}'; new Redlock([new Redis('redis://a')]);`,
    says: ['access read cache', 'access write cache', 'open redis cache redis://a'],
  },
  'sockets in redis': {
    packages: ['@socket.io/redis-emitter'],
    code: (name) =>
      `import { createClient } from 'redis'; import { Emitter } from '${name}'; new Emitter(createClient({ url: 'redis://a' }));`,
    says: ['access read queue', 'access write queue', 'open redis cache redis://a'],
  },
  'adapters of sockets': {
    packages: ['socket.io-redis'],
    code: (name) =>
      `import { createClient } from 'redis'; import { createAdapter } from '${name}'; createAdapter(createClient({ url: 'redis://a' }));`,
    says: ['access read queue', 'access write queue', 'open redis cache redis://a'],
  },
  '@hokify/agenda': {
    packages: ['@hokify/agenda'],
    code: (name) => `import { Agenda } from '${name}'; new Agenda({ db: { address: 'mongodb://a' } }).now('x', {});`,
    says: ['open mongodb queue mongodb://a', 'publish jobs x'],
  },
  'EventBridge of version 2': {
    packages: ['aws-sdk/clients/eventbridge'],
    code: (name) => `const EventBridge = require('${name}'); new EventBridge().putEvents({ Entries: [{ DetailType: 'x' }] });`,
    says: ['publish eventbridge x'],
  },
  'DynamoDB of version 2': {
    packages: ['aws-sdk/clients/dynamodb'],
    code: (name) => `const DynamoDB = require('${name}'); new DynamoDB().getItem({ TableName: 'x' });`,
    says: ['access read x', 'open dynamodb'],
  },
  'S3 of version 2': {
    packages: ['aws-sdk/clients/s3'],
    code: (name) => `const S3 = require('${name}'); new S3({ endpoint: 'http://a' }).getObject({ Bucket: 'x' });`,
    says: ['access read files x', 'open s3 files http://a'],
  },
  'MinIO in Nest': {
    packages: ['nestjs-minio-client'],
    code: (name) =>
      `import { MinioService } from '${name}'; export class A { constructor(private readonly minio: MinioService) {} x() { return this.minio.client.getObject('x', 'k'); } }`,
    says: ['access read files x'],
  },
  'async-mqtt': {
    packages: ['async-mqtt'],
    code: (name) => `import { connect } from '${name}'; connect('mqtt://a').publish('x', '');`,
    says: ['publish mqtt x @ mqtt://a'],
  },
  'nestjs-event-sourcing': {
    packages: ['nestjs-event-sourcing'],
    code: (name) => `import { EventSourcingModule } from '${name}'; EventSourcingModule.forRoot({ mongoUrl: 'mongodb://a/b' });`,
    says: ['open mongodb mongodb://a/b'],
  },
  'events by their former name': {
    packages: ['@aws-sdk/client-cloudwatch-events'],
    code: (name) => `import { PutEventsCommand } from '${name}'; new PutEventsCommand({ Entries: [{ DetailType: 'x', Source: 'y' }] });`,
    says: ['publish eventbridge x'],
  },
  'what is watched': {
    packages: ['aws-xray-sdk-core', 'aws-xray-sdk'],
    code: (name) =>
      `import { captureAWSv3Client } from '${name}'; import axios from 'axios'; captureAWSv3Client(axios.create({ baseURL: 'http://a' })).get('/b');`,
    says: ['request GET http://a + /b'],
  },
  'what a tracer watches': {
    packages: ['@aws-lambda-powertools/tracer'],
    code: (name) =>
      `import { Tracer } from '${name}'; import axios from 'axios'; new Tracer().captureAWSv3Client(axios.create({ baseURL: 'http://a' })).get('/b');`,
    says: ['request GET http://a + /b'],
  },
  'nestjs-temporal': {
    packages: ['nestjs-temporal'],
    code: (name) => `import { TemporalModule } from '${name}'; TemporalModule.registerWorker({ workerOptions: { taskQueue: 'x' } });`,
    says: ['subscribe temporal x'],
  },
  'nestjs-temporal-core': {
    packages: ['nestjs-temporal-core'],
    code: (name) => `import { TemporalModule } from '${name}'; TemporalModule.register({ taskQueue: 'x', worker: {} });`,
    says: ['subscribe temporal x'],
  },
  'nestjs-zeebe': {
    packages: ['nestjs-zeebe'],
    code: (name) => `import { ZeebeWorker } from '${name}'; export class A { @ZeebeWorker('x') x() {} }`,
    says: ['subscribe zeebe x'],
  },
  'pools of postgres': {
    packages: ['pg-pool'],
    code: (name) => `import Pool from '${name}'; new Pool({ host: 'a', port: 1, database: 'b' });`,
    says: ['open postgres a:1/b'],
  },
  neon: {
    packages: ['@neondatabase/serverless'],
    code: (name) => `import { Pool } from '${name}'; new Pool({ connectionString: 'postgres://a/b' }).query('SELECT 1 FROM x');`,
    says: ['access read SELECT 1 FROM x', 'open postgres postgres://a/b'],
  },
  '@vercel/postgres': {
    packages: ['@vercel/postgres'],
    code: (name) => `import { sql } from '${name}'; sql\`SELECT 1 FROM x\`;`,
    says: ['access read SELECT 1 FROM x'],
  },
  mysql: {
    packages: ['mariadb/callback', 'promise-mysql'],
    code: (name) => `import { createPool } from '${name}'; createPool({ host: 'a', database: 'b' }).query('SELECT 1 FROM x');`,
    says: ['access read SELECT 1 FROM x', 'open mysql a/b'],
  },
  mssql: {
    packages: ['mssql/msnodesqlv8'],
    code: (name) => `import sql from '${name}'; new sql.ConnectionPool({ server: 'a', database: 'b' }).request().query('SELECT 1 FROM x');`,
    says: ['access read SELECT 1 FROM x', 'open mssql a/b'],
  },
  '@libsql/client': {
    packages: ['@libsql/client'],
    code: (name) => `import { createClient } from '${name}'; createClient({ url: 'file:a.db' }).execute('SELECT 1 FROM x');`,
    says: ['access read SELECT 1 FROM x', 'open sqlite file:a.db'],
  },
  'bun:sqlite': {
    packages: ['bun:sqlite'],
    code: (name) => `import { Database } from '${name}'; new Database('a.db').query('SELECT 1 FROM x');`,
    says: ['access read SELECT 1 FROM x', 'open sqlite a.db'],
  },
  'knex in Nest': {
    packages: ['nest-knexjs', 'nestjs-knex'],
    code: (name) => `import { KnexModule } from '${name}'; KnexModule.forRoot({ config: { client: 'pg', connection: 'postgres://a/b' } });`,
    says: ['open pg postgres://a/b'],
  },
  'MikroORM by driver': {
    packages: each('@mikro-orm/', 'mysql,mariadb,mongodb,sqlite,better-sqlite,libsql,mssql'),
    code: (name) => `import { MikroORM } from '${name}'; MikroORM.init({ host: 'a', dbName: 'b' });`,
    says: (name) => [`open ${{ 'better-sqlite': 'sqlite' }[name.split('/')[1] ?? ''] ?? name.split('/')[1] ?? ''} a/b`],
  },
  'MikroORM in Nest': {
    packages: ['@mikro-orm/nestjs'],
    code: (name) => `import { MikroOrmModule } from '${name}'; MikroOrmModule.forRoot({ type: 'postgresql', host: 'a', dbName: 'b' });`,
    says: ['open postgresql a/b'],
  },
  '@nestjs/azure-database': {
    packages: ['@nestjs/azure-database'],
    code: (name) => `import { AzureCosmosDbModule } from '${name}'; AzureCosmosDbModule.forRoot({ endpoint: 'https://a', dbName: 'b' });`,
    says: ['open cosmosdb https://a/b'],
  },
  'search in Nest': {
    packages: ['@nestjs/elasticsearch'],
    code: (name) => `import { ElasticsearchModule } from '${name}'; ElasticsearchModule.register({ node: 'http://a' });`,
    says: ['open elasticsearch http://a'],
  },
  'Supabase in pages': {
    packages: ['@supabase/ssr'],
    code: (name) => `import { createServerClient } from '${name}'; createServerClient('https://a', 'k', {}).from('x').select();`,
    says: ['access read x', 'open supabase https://a'],
  },
  'Supabase with Next': {
    packages: ['@supabase/auth-helpers-nextjs'],
    code: (name) =>
      `import { createServerComponentClient } from '${name}'; createServerComponentClient({ cookies: () => 1 }).from('x').select();`,
    says: ['access read x', 'open supabase process.env.NEXT_PUBLIC_SUPABASE_URL'],
  },
  'schemas of the environment': {
    packages: ['zod/v4', 'zod/mini'],
    code: (name) => `import { z } from '${name}'; ${ask('z.object({ A_URL: z.string() }).parse(process.env).A_URL')}`,
    says: ['request GET process.env.A_URL'],
  },
  '@hapi/joi': {
    packages: ['@hapi/joi'],
    code: (name) => `const Joi = require('${name}'); ${ask('Joi.object({ A_URL: Joi.string() }).validate(process.env).value.A_URL')}`,
    says: ['request GET process.env.A_URL'],
  },
  't3 env': {
    packages: ['@t3-oss/env-nextjs', '@t3-oss/env-nuxt'],
    code: (name) =>
      `import { createEnv } from '${name}'; import { z } from 'zod'; ${ask('createEnv({ server: { A_URL: z.string() } }).A_URL')}`,
    says: ['request GET process.env.A_URL'],
  },
  dotenv: {
    packages: ['dotenv-safe', 'dotenv-flow', '@dotenvx/dotenvx'],
    code: (name) => `import dotenv from '${name}'; ${ask('dotenv.config().parsed.A_URL')}`,
    says: ['request GET process.env.A_URL'],
  },
  breakers: {
    packages: ['mollitia', 'nestjs-resilience', '@nestjs-resilience/core', 'levee', 'perfect-guard', 'circuit-breaker-js'],
    code: (name) => `import * as of from '${name}'; of.Circuit({});`,
    says: ['breaker'],
  },
  hystrixjs: { packages: ['hystrixjs'], code: (name) => `const h = require('${name}'); h.commandFactory();`, says: ['breaker'] },
  retries: {
    packages: ['async-retry', 'p-retry', 'promise-retry'],
    code: (name) => `import retry from '${name}'; retry(() => fetch('http://a'));`,
    says: [...asked, 'retry'],
  },
  retry: {
    packages: ['retry'],
    code: (name) => `import retry from '${name}'; retry.operation({ retries: 3 }).attempt(() => {});`,
    says: ['retry'],
  },
  'exponential-backoff': {
    packages: ['exponential-backoff'],
    code: (name) => `import { backOff } from '${name}'; backOff(() => fetch('http://a'));`,
    says: [...asked, 'retry'],
  },
  'keys of tokens': {
    packages: ['@fastify/jwt', 'fastify-jwt', 'koa-jwt', 'express-jwt'],
    code: (name) => `import jwt from '${name}'; jwt({ secret: 'x' });`,
    says: ['secret'],
  },
  'keys of sessions': { packages: ['cookie-parser'], code: (name) => `import cookies from '${name}'; cookies('x');`, says: ['secret'] },
  'keys of what is bought': {
    packages: ['@sendgrid/mail', 'twilio', 'openai', 'cloudinary', 'razorpay'],
    code: (name) =>
      ({
        '@sendgrid/mail': `import mail from '${name}'; mail.setApiKey('x');`,
        twilio: `import twilio from '${name}'; twilio('a', 'x');`,
        openai: `import { OpenAI } from '${name}'; new OpenAI({ apiKey: 'x' });`,
        cloudinary: `import { v2 } from '${name}'; v2.config({ api_secret: 'x' });`,
        razorpay: `import Razorpay from '${name}'; new Razorpay({ key_secret: 'x' });`,
      })[name] ?? '',
    says: ['secret'],
  },
  health: {
    packages: [
      'lightship',
      '@cloudnative/health-connect',
      'express-healthcheck',
      'express-actuator',
      'fastify-healthcheck',
      'grpc-health-check',
    ],
    code: (name) =>
      ({
        lightship: `import { createLightship } from '${name}'; createLightship();`,
        '@cloudnative/health-connect': `import { LivenessEndpoint } from '${name}'; LivenessEndpoint({});`,
        'grpc-health-check': `import { HealthImplementation } from '${name}'; new HealthImplementation({});`,
      })[name] ?? `import check from '${name}'; check();`,
    says: ['health'],
  },
  'health by a registry': {
    packages: each('@nestcloud/', 'loadbalance,consul,service'),
    code: (name) => {
      const module = `${(name.split('/')[1] ?? '').replace(/^./, (first) => first.toUpperCase())}Module`;
      return `import { ${module} } from '${name}'; ${module}.forRootAsync({});`;
    },
    says: ['health'],
  },
  'objects that are put together': {
    packages: [...LODASH, 'underscore'],
    code: (name) => `import _ from '${name}'; ${ask(`_.merge({ a: '' }, { a: 'http://a' }).a`)}`,
    says: asked,
  },
  'objects that are put together, by file': {
    packages: LODASH.flatMap((name) => each(`${name}/`, 'merge,assign,extend,assignIn')),
    code: (name) => `import put from '${name}'; ${ask(`put({ a: '' }, { a: 'http://a' }).a`)}`,
    says: asked,
  },
  'what stands first stays': {
    packages: LODASH.flatMap((name) => each(`${name}/`, 'defaults,defaultsDeep')),
    code: (name) => `import put from '${name}'; ${ask(`put({ a: 'http://a' }, { a: '' }).a`)}`,
    says: asked,
  },
  'objects that stay what they are': {
    packages: LODASH.flatMap((name) => each(`${name}/`, 'clone,cloneDeep,pick,pickBy,omitBy,tap,castArray,uniq,uniqBy,compact,sortBy')),
    code: (name) => `import same from '${name}'; ${ask(`same({ a: 'http://a' }).a`)}`,
    says: asked,
  },
  'objects without a part': {
    packages: LODASH.map((name) => `${name}/omit`),
    code: (name) => `import omit from '${name}'; ${ask(`omit({ a: 'http://a', b: 1 }, ['b']).a`)}`,
    says: asked,
  },
  'a part by its path': {
    packages: LODASH.map((name) => `${name}/get`),
    code: (name) => `import get from '${name}'; ${ask(`get({ a: { b: 'http://a' } }, 'a.b')`)}`,
    says: asked,
  },
  'names by a convention': {
    packages: LODASH.flatMap((name) => each(`${name}/`, 'snakeCase,kebabCase,camelCase,pascalCase,startCase,constantCase,dotCase')),
    code: (name) => `import written from '${name}'; ${ask('`http://a/${written("x")}`')}`,
    says: (name) => [`request GET http://a/${{ pascalCase: 'X', startCase: 'X', constantCase: 'X' }[name.split('/')[1] ?? ''] ?? 'x'}`],
  },
  'helpers of collections': {
    packages: ['bluebird'],
    code: (name) => `import all from '${name}'; all.map(['http://a'], (url: string) => fetch(url));`,
    says: asked,
  },
  'collections by function': {
    packages: ['p-map', 'p-each-series', 'lodash/map', 'lodash/forEach', 'lodash/each'],
    code: (name) => `import all from '${name}'; all(['http://a'], (url: string) => fetch(url));`,
    says: asked,
  },
  'hooks of pages': {
    packages: ['react', 'preact/hooks'],
    code: (name) => `import { useCallback } from '${name}'; const load = useCallback((url: string) => fetch(url), []); load('http://a');`,
    says: [...asked, 'request GET url'],
  },
  'queries of pages': {
    packages: ['@tanstack/react-query', 'react-query'],
    code: (name) => `import { useQuery } from '${name}'; useQuery({ queryFn: () => fetch('http://a') });`,
    says: asked,
  },
  swr: {
    packages: ['swr', 'swr/mutation', 'swr/infinite', 'swr/immutable'],
    code: (name) => `import use from '${name}'; use('x', () => fetch('http://a'));`,
    says: asked,
  },
  'swr that hands its key on': {
    packages: ['swr', 'swr/mutation', 'swr/immutable'],
    code: (name) =>
      `import use from '${name}'; const load = (...args) => fetch(...args); use(id ? 'http://a' : null, load); use(['http://b', id], ([url]) => fetch(url));`,
    says: ['request GET http://a | null', 'request GET http://b'],
  },
  clocks: {
    packages: ['cron', 'node-schedule'],
    code: (name) =>
      `import * as of from '${name}'; ${name === 'cron' ? 'new of.CronJob' : 'of.scheduleJob'}('* * * * *', () => fetch('http://a'));`,
    says: asked,
  },
  'handlers of functions': {
    packages: ['@middy/core'],
    code: (name) => `import middy from '${name}'; export const handler = middy(async () => fetch('http://a')).use({});`,
    says: asked,
  },
  'sockets of Nest': {
    packages: ['@nestjs/websockets'],
    code: (name) =>
      `import { SubscribeMessage } from '${name}'; export class A { @SubscribeMessage('x') x() { return fetch('http://a'); } }`,
    says: asked,
  },
  'declared types of express': {
    packages: ['express-serve-static-core'],
    code: (name) => `import type { Express } from '${name}'; export const f = (app: Express) => { app.get('/x', (q, s) => {}); };`,
    says: ['route GET /x'],
  },
  'declared types of Nest': {
    packages: ['@nestjs/platform-express', '@nestjs/platform-fastify'],
    code: (name) =>
      `import type { Nest${name.endsWith('express') ? 'Express' : 'Fastify'}Application as App } from '${name}'; export const f = (app: App) => { app.setGlobalPrefix('x'); };`,
    says: ['global-prefix x'],
  },
  typegoose: {
    packages: ['@typegoose/typegoose'],
    code: (name) =>
      `import { getModelForClass, prop } from '${name}'; export class Order { @prop() a!: string; } getModelForClass(Order).find();`,
    says: ['access read Order'],
  },
  'typegoose in Nest': {
    packages: ['nestjs-typegoose', '@m8a/nestjs-typegoose'],
    code: (name) => `import { TypegooseModule } from '${name}'; TypegooseModule.forRoot('mongodb://a/b', {});`,
    says: ['open mongodb mongodb://a/b'],
  },
  'drizzle by driver': {
    packages: each(
      'drizzle-orm/',
      'neon-http,neon-serverless,vercel-postgres,aws-data-api/pg,planetscale-serverless,tidb-serverless,better-sqlite3,bun-sqlite,d1,neon,pglite,libsql/http,libsql/node,libsql/web,libsql/ws,libsql/wasm,libsql/sqlite3',
    ),
    code: (name) =>
      `import { drizzle } from '${name}'; import { pgTable } from 'drizzle-orm/pg-core'; const x = pgTable('x', {}); drizzle('a').delete(x);`,
    says: (name) => [
      'access write x',
      'entity x x',
      `open ${/sqlite|libsql|d1/.test(name) ? 'sqlite' : /planetscale|tidb/.test(name) ? 'mysql' : 'postgres'} a`,
    ],
  },
  'drizzle, tables of SQLite': {
    packages: ['drizzle-orm/sqlite-core'],
    code: (name) => `import { sqliteTable } from '${name}'; export const x = sqliteTable('x', {});`,
    says: ['entity x x'],
  },
  'PouchDB by platform': {
    packages: ['pouchdb', 'pouchdb-node', 'pouchdb-browser'],
    code: (name) => `import PouchDB from '${name}'; new PouchDB('http://couch:5984/shop').allDocs();`,
    says: ['access read', 'open couchdb http://couch:5984/shop'],
  },
  'Prisma at the edge': {
    packages: ['@prisma/client/edge'],
    code: (name) => `import { PrismaClient } from '${name}'; new PrismaClient().order.findMany();`,
    says: ['access read Order', 'open prisma'],
  },
  'operators of rxjs': {
    packages: ['rxjs/operators'],
    code: (name) =>
      `import { retry } from '${name}'; import { HttpService } from '@nestjs/axios'; export class A { constructor(private readonly http: HttpService) {} x() { return this.http.get('http://a').pipe(retry(3)); } }`,
    says: ['request GET http://a', 'retry'],
  },
  'a bus inside the process': {
    packages: ['eventemitter2'],
    code: (name) =>
      `import { EventEmitter2 } from '${name}'; import { OnEvent } from '@nestjs/event-emitter'; export class A { @OnEvent('x') x(url: string) { return fetch(url); } } new EventEmitter2().emit('x', 'http://a');`,
    says: [...asked, 'request GET url'],
  },
};

/** What is told beside: whether a call ends by itself, fields of a schema. */
const BESIDE = /^(?:limit|field .*|schema .*)$/;

/** A row for each package, whatever else is tested of it. */
const ROWS = Object.values(FAMILIES).flatMap(({ packages, code, says }) =>
  packages.map((name) => ({ name, code: code(name), says: typeof says === 'function' ? says(name) : says })),
);

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    return entry.isDirectory() ? sources(at) : /\.[cm]?[jt]sx?$/.test(entry.name) ? [at] : [];
  });
}

describe('packages', () => {
  it.each(ROWS)('$name', ({ code, says }) => {
    expect(meanings(code).filter((line) => !BESIDE.test(line))).toEqual([...says].sort());
  });

  it('are all named by a test', () => {
    const text = [...sources('test'), ...sources('fixtures')].map((file) => readFileSync(file, 'utf8')).join('\n');
    const rows = new Set(ROWS.map(({ name }) => packageOf(name)));
    const named = libraries
      .flatMap(({ calls, values, types, callbacks, entries }) =>
        [calls, values, types, callbacks, entries].flatMap((table) => Object.keys(table ?? {})),
      )
      .flatMap(headed)
      .map(packageOf);
    const untested = [...new Set(named)].filter(
      (name) => !/^(?:globalThis|node:)/.test(name) && !rows.has(name) && !text.includes(`'${name}'`),
    );
    expect(untested).toEqual([]);
  });
});
