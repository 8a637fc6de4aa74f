import type { FastifyRequest } from 'fastify';

import type { Http } from '../http.js';
import type { Logger } from '../log.js';
import { Problem } from '../problem.js';
import type { Principal } from './principal.js';
import { isAllowed } from './roles.js';

/** Throws when the credentials are not to be trusted; undefined when there are none. */
export type Authenticate = (request: FastifyRequest) => Promise<Principal | undefined>;

/** True when this address has shown too many wrong credentials. */
export type CountFailure = (request: FastifyRequest) => Promise<boolean>;

/** Nobody reaches the body of a request, let alone its handler, before it is known who calls and what that one may do. */
export function guardRoutes(http: Http, authenticate: Authenticate, countFailure: CountFailure, log: Logger): void {
  http.decorateRequest('principal', undefined);

  http.addHook('onRequest', async (request, reply) => {
    const { config } = request.routeOptions;
    if (config.open === true || request.is404) return;
    refusePlainHttp(request);
    const principal = await authenticate(request).catch(async (error: unknown) => {
      log.info({ reason: error instanceof Error ? error.message : String(error) }, 'credentials refused');
      if (await countFailure(request)) throw new Problem(429, 'Too many requests');
      return undefined;
    });
    if (principal === undefined) {
      void reply.header('www-authenticate', 'Bearer');
      throw new Problem(401, 'Unauthorized');
    }
    if (config.permission !== undefined && !isAllowed(config.permission, principal.roles)) throw new Problem(403, 'Forbidden');
    request.principal = principal;
  });
}

/** What a load balancer received without TLS. Calls inside of the system have no such header: there, a mesh encrypts. */
function refusePlainHttp({ headers }: FastifyRequest): void {
  if (headers['x-forwarded-proto'] === 'http') throw new Problem(403, 'HTTPS required');
}
