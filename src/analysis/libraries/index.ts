import { commandLine } from './config/arguments.js';
import { awsCdk } from './config/aws-cdk.js';
import { buses } from './config/buses.js';
import { callbacks } from './config/callbacks.js';
import { choices } from './config/choices.js';
import { containers } from './config/containers.js';
import { envReaders } from './config/env-readers.js';
import { envSchemas } from './config/env-schemas.js';
import { nestConfig } from './config/nest-config.js';
import { nodeConfig } from './config/node-config.js';
import { objects } from './config/objects.js';
import { loaders } from './config/loaders.js';
import { runners } from './config/runners.js';
import { dataLibraries } from './data/index.js';
import type { Library } from './define-library.js';
import { angular } from './http-clients/angular.js';
import { axios } from './http-clients/axios.js';
import { cloudTasks } from './http-clients/cloud-tasks.js';
import { betterAuth } from './http-clients/better-auth.js';
import { fetch } from './http-clients/fetch.js';
import { got } from './http-clients/got.js';
import { graphqlClients } from './http-clients/graphql.js';
import { heyApi } from './http-clients/hey-api.js';
import { honoClient } from './http-clients/hono-client.js';
import { nodeHttp } from './http-clients/node-http.js';
import { openapiFetch } from './http-clients/openapi-fetch.js';
import { proxies } from './http-clients/proxies.js';
import { request } from './http-clients/request.js';
import { azureFunctions } from './http-servers/azure-functions.js';
import { bun } from './http-servers/bun.js';
import { elysia } from './http-servers/elysia.js';
import { express } from './http-servers/express.js';
import { fastify } from './http-servers/fastify.js';
import { feathers } from './http-servers/feathers.js';
import { graphqlServers } from './http-servers/graphql.js';
import { h3 } from './http-servers/h3.js';
import { hapi } from './http-servers/hapi.js';
import { hono } from './http-servers/hono.js';
import { koa } from './http-servers/koa.js';
import { loopback } from './http-servers/loopback.js';
import { nest } from './http-servers/nest.js';
import { routingControllers } from './http-servers/routing-controllers.js';
import { amqpClients } from './messaging/amqp-clients.js';
import { amqpOne } from './messaging/amqp-one.js';
import { amqp } from './messaging/amqp.js';
import { aws } from './messaging/aws.js';
import { bull } from './messaging/bull.js';
import { googlePubsub } from './messaging/google-pubsub.js';
import { jobs } from './messaging/jobs.js';
import { kafkaClients } from './messaging/kafka-clients.js';
import { kafka } from './messaging/kafka.js';
import { mqtt } from './messaging/mqtt.js';
import { nats } from './messaging/nats.js';
import { nestjsRmq } from './messaging/nestjs-rmq.js';
import { redisPubSub } from './messaging/redis-pubsub.js';
import { serviceBus } from './messaging/service-bus.js';
import { workflows } from './messaging/workflows.js';
import { health } from './observability/health.js';
import { breakers } from './resilience/breakers.js';
import { limits } from './resilience/limits.js';
import { retries } from './resilience/retries.js';
import { secrets } from './security/secrets.js';
import { connect } from './rpc/connect.js';
import { grpc } from './rpc/grpc.js';
import { cloudflare } from './rpc/cloudflare.js';
import { moleculer } from './rpc/moleculer.js';
import { nestcloud } from './rpc/nestcloud.js';
import { nestjsGrpc } from './rpc/nestjs-grpc.js';
import { seneca } from './rpc/seneca.js';
import { trpc } from './rpc/trpc.js';
import { tsRest } from './rpc/ts-rest.js';
import { nestMicroservices } from './rpc/nest-microservices.js';

/** Every library that msa understands. Adding one is one file and one line here. */
export const libraries: readonly Library[] = [
  express,
  fastify,
  koa,
  hono,
  hapi,
  nest,
  routingControllers,
  elysia,
  h3,
  feathers,
  loopback,
  azureFunctions,
  bun,
  graphqlServers,
  axios,
  angular,
  fetch,
  nodeHttp,
  got,
  request,
  graphqlClients,
  openapiFetch,
  heyApi,
  betterAuth,
  cloudTasks,
  honoClient,
  proxies,
  nestMicroservices,
  nestcloud,
  nestjsGrpc,
  moleculer,
  cloudflare,
  seneca,
  grpc,
  connect,
  trpc,
  tsRest,
  amqp,
  amqpClients,
  amqpOne,
  nestjsRmq,
  kafka,
  kafkaClients,
  nats,
  redisPubSub,
  bull,
  jobs,
  aws,
  googlePubsub,
  serviceBus,
  mqtt,
  workflows,
  ...dataLibraries,
  nestConfig,
  envSchemas,
  envReaders,
  nodeConfig,
  commandLine,
  awsCdk,
  breakers,
  limits,
  retries,
  secrets,
  health,
  objects,
  runners,
  loaders,
  containers,
  callbacks,
  choices,
  buses,
];
