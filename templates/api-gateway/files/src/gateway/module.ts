import { Counter } from 'prom-client';

import { count, milliseconds } from '../config.js';
import { defineModule } from '../module.js';
import { Balancer } from './balancer.js';
import { proxy } from './proxy.js';
import { addressesOf, type Route, routes, upstreamSettings, variableOf } from './routes.js';
import { addTranslation } from './translate.js';

/** Routes and nothing else: what knows the business belongs to the services. `table` is for tests. */
export function gatewayFor(table: readonly Route[]) {
  return defineModule({
    name: 'api-gateway',
    stage: 'feature',
    env: {
      ...upstreamSettings(table),
      UPSTREAM_TIMEOUT_MS: milliseconds(5000),
      EJECT_AFTER_FAILURES: count(3),
      EJECT_MS: milliseconds(10_000),
    },
    async start(service, env) {
      const { http, calls, metrics, log } = service;
      const settings: Readonly<Record<string, unknown>> = env;
      const ejected = new Counter({
        name: 'gateway_ejections_total',
        help: 'Times an instance was taken out',
        labelNames: ['service', 'instance'],
        registers: [metrics],
      });

      await http.register(async (scope) => {
        // Bodies are passed on as they are: the services validate them.
        scope.removeAllContentTypeParsers();
        scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
          done(null, body);
        });
        for (const route of table) {
          const balancer = new Balancer(addressesOf(settings[variableOf(route)]), {
            failures: env.EJECT_AFTER_FAILURES,
            ejectMs: env.EJECT_MS,
            now: () => performance.now(),
            onEject(instance) {
              ejected.inc({ service: route.name, instance });
              log.warn({ service: route.name, instance }, 'an instance was taken out');
            },
          });
          if (route.grpc !== undefined) {
            addTranslation(scope, service, route.grpc, { ...route, balancer, calls, timeout: env.UPSTREAM_TIMEOUT_MS });
            continue;
          }
          const options = { route, balancer, calls, timeout: env.UPSTREAM_TIMEOUT_MS };
          for (const url of [route.prefix, `${route.prefix}/*`]) {
            scope.all(url, { config: { edge: true }, schema: { hide: true } }, async (request, reply) => proxy(request, reply, options));
          }
        }
        return Promise.resolve();
      });
    },
  });
}

export const gateway = gatewayFor(routes);
