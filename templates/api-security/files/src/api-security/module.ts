import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

import { count, embedded, milliseconds } from '../config.js';
import { defineModule } from '../module.js';
import { Problem } from '../problem.js';
import { type Service, token } from '../service.js';
import { type ApiKeys, apiKeys, principalOfKey } from './api-keys.js';
import { guardRoutes } from './guard.js';
import type { Principal } from './principal.js';
import { limitsInRedis } from './shared-limits.js';
import { type EmbeddedIssuer, embeddedIssuer, principalOfToken, remoteKeys } from './tokens.js';

const EMBEDDED = 'embedded:';

/** Makes tokens in tests; only there while the issuer is embedded. */
export const issuer = token<EmbeddedIssuer>('the embedded issuer of tokens');

export const apiSecurity = defineModule({
  name: 'api-security',
  stage: 'guard',
  env: {
    AUTH_JWKS_URL: embedded(EMBEDDED),
    AUTH_ISSUER: embedded(EMBEDDED),
    AUTH_AUDIENCE: z.string().default('widget-service'),
    API_KEYS: apiKeys,
    RATE_LIMIT_MAX: count(300),
    RATE_LIMIT_WINDOW_MS: milliseconds(60_000),
    RATE_LIMIT_FAILURES: count(20),
    RATE_LIMIT_REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  },
  async start(service, env) {
    const { http } = service;
    const expected = { issuer: env.AUTH_ISSUER, audience: env.AUTH_AUDIENCE };
    const own = env.AUTH_JWKS_URL === EMBEDDED ? await embeddedIssuer(expected) : undefined;
    const keys = own?.keys ?? remoteKeys(env.AUTH_JWKS_URL);
    if (own !== undefined) offerTokens(service, own);

    const shared = env.RATE_LIMIT_REDIS_URL === undefined ? undefined : await limitsInRedis(env.RATE_LIMIT_REDIS_URL, service.log);
    service.onStop(() => shared?.close());

    await http.register(helmet, { global: true });
    await http.register(rateLimit, {
      ...shared,
      max: env.RATE_LIMIT_MAX,
      timeWindow: env.RATE_LIMIT_WINDOW_MS,
      hook: 'preHandler',
      keyGenerator: ({ principal, ip }) => principal?.id ?? ip,
      errorResponseBuilder: (_request, { after }) => new Problem(429, 'Too many requests', `Try again in ${after}.`),
    });
    const failures = http.createRateLimit({
      max: env.RATE_LIMIT_FAILURES,
      timeWindow: env.RATE_LIMIT_WINDOW_MS,
      keyGenerator: ({ ip }) => `failures:${ip}`,
    });
    guardRoutes(
      http,
      async (request) => principalOf(request, env.API_KEYS, async (text) => principalOfToken(text, keys, expected)),
      async (request) => {
        const limit = await failures(request);
        return !limit.isAllowed && limit.isExceeded;
      },
      service.log,
    );
  },
});

async function principalOf(
  { headers }: FastifyRequest,
  keys: ApiKeys,
  verify: (token: string) => Promise<Principal>,
): Promise<Principal | undefined> {
  const key = headers['x-api-key'];
  if (typeof key === 'string') {
    const principal = principalOfKey(key, keys);
    if (principal === undefined) throw new Error('unknown API key');
    return principal;
  }
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  return bearer === undefined ? undefined : verify(bearer);
}

/** For development: never there in production, which refuses the embedded issuer. */
function offerTokens(service: Service, own: EmbeddedIssuer): void {
  service.provide(issuer, own);
  const hidden = { config: { open: true }, schema: { hide: true } };
  const body = z.object({ sub: z.string().min(1).default('developer'), roles: z.array(z.string()).default(['admin']) });
  service.http.post('/dev/tokens', { ...hidden, schema: { ...hidden.schema, body } }, async (request) => ({
    token: await own.issue(request.body.sub, request.body.roles),
  }));
  service.http.get('/dev/jwks.json', hidden, () => ({ keys: [own.jwk] }));
}
