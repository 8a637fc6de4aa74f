import { Server, type ServiceDefinition } from '@grpc/grpc-js';
import { z } from 'zod';

import { flag, milliseconds } from '../config.js';
import { defineModule } from '../module.js';
import { runChecks } from '../operations.js';
import { token } from '../service.js';
import { widgetsOf } from '../widgets/repository.js';
import { createGrpcClient, type GrpcClient } from './client.js';
import { readContract, serviceOf } from './contract.js';
import { addService, listen, method, shutDown } from './server.js';
import { widgetMethods } from './widgets.js';

/** Gives a client for a service of another contract: `service.use(grpcClients)('billing', env.BILLING_ADDRESS, definition)`. */
export const grpcClients = token<(peer: string, address: string, definition: ServiceDefinition) => GrpcClient>('gRPC clients');

/** The port that the server listens on, once it does. */
export const grpcPort = token<() => number>('the port of the gRPC server');

export const grpc = defineModule({
  name: 'grpc',
  stage: 'feature',
  env: {
    GRPC_HOST: z.string().default('127.0.0.1'),
    GRPC_PORT: z.coerce.number().int().min(0).max(65_535).default(4311),
    GRPC_DEADLINE_MS: milliseconds(2000),
    GRPC_REFLECTION: flag(false),
  },
  async start(service, env) {
    const { calls, log } = service;
    const [widgets, health] = [readContract('widgets.proto'), readContract('health.proto')];
    const server = new Server();
    addService(server, serviceOf(widgets, 'widgets.v1.Widgets'), widgetMethods(widgetsOf(service)), calls, log);
    addService(server, serviceOf(health, 'grpc.health.v1.Health'), { Check: healthCheck(service.checks) }, calls, log);
    if (env.GRPC_REFLECTION) {
      const { ReflectionService } = await import('@grpc/reflection');
      new ReflectionService({ ...widgets, ...health }).addToServer(server);
    }

    let port = 0;
    service.provide(grpcPort, () => port);
    service.provide(grpcClients, (peer, address, definition) => {
      const client = createGrpcClient(calls, { peer, address, definition, deadline: env.GRPC_DEADLINE_MS });
      service.onStop(() => {
        client.close();
      });
      return client;
    });
    service.onListening(async () => {
      port = await listen(server, `${env.GRPC_HOST}:${env.GRPC_PORT}`);
      log.info({ port }, 'gRPC server is listening');
    });
    service.onStop(async () => shutDown(server));
  },
});

function healthCheck(checks: Parameters<typeof runChecks>[0]) {
  return method({
    request: z.object({}),
    async handle() {
      const serving = (await runChecks(checks)).every(({ ok }) => ok);
      return { status: serving ? 'SERVING' : 'NOT_SERVING' };
    },
  });
}
