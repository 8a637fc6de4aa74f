import type { IncomingCall } from '../calls.js';
import { embedded } from '../config.js';
import { defineModule } from '../module.js';
import { Problem } from '../problem.js';
import { declaredCallers } from './callers.js';
import { embeddedTokens, embeddedVerify, remoteIdentities, tokensIn, type VerifyIdentity } from './identity.js';

/** Beside the token of the user, which is passed on unchanged. */
const HEADER = 'x-service-token';

const EMBEDDED = 'embedded:';

/** `callers` is for tests; a service takes those of callers.json. */
export function zeroTrustFor(callers: () => Promise<ReadonlySet<string>>) {
  return defineModule({
    name: 'zero-trust',
    stage: 'guard',
    env: {
      IDENTITY_JWKS_URL: embedded(EMBEDDED),
      IDENTITY_ISSUER: embedded(EMBEDDED),
      IDENTITY_TOKENS: embedded(EMBEDDED),
    },
    async start(service, env) {
      const expected = { issuer: env.IDENTITY_ISSUER, audience: service.name };
      const verify = env.IDENTITY_JWKS_URL === EMBEDDED ? embeddedVerify(expected) : remoteIdentities(env.IDENTITY_JWKS_URL, expected);
      const identityFor = env.IDENTITY_TOKENS === EMBEDDED ? embeddedTokens(service.name, expected.issuer) : tokensIn(env.IDENTITY_TOKENS);
      const admit = admission(verify, await callers(), (reason) => {
        service.log.warn({ reason }, 'a caller was refused');
      });

      service.http.addHook('onRequest', async (request) => {
        const { config } = request.routeOptions;
        if (config.open === true || config.edge === true || request.is404) return;
        await admit(request.headers[HEADER]);
      });
      // Messages come from the broker, which knows its clients.
      service.calls.addGuard(async ({ carrier, operation, headers }: IncomingCall) => {
        if (carrier === 'grpc' && !operation.startsWith('grpc.health.')) await admit(headers[HEADER]);
      });
      service.calls.onOutgoing(async ({ carrier, peer, headers }, next) => {
        if (carrier !== 'message') headers[HEADER] = await identityFor(peer);
        return next();
      });
    },
  });
}

export const zeroTrust = zeroTrustFor(declaredCallers);

function admission(verify: VerifyIdentity, callers: ReadonlySet<string>, refused: (reason: string) => void) {
  return async (token: unknown): Promise<void> => {
    if (typeof token !== 'string') throw new Problem(401, 'Unauthorized', 'A service identity is needed.');
    const caller = await verify(token).catch((error: unknown) => {
      refused(error instanceof Error ? error.message : String(error));
      throw new Problem(401, 'Unauthorized', 'The service identity is not valid.');
    });
    if (callers.has(caller)) return;
    refused(`${caller} is not declared as a caller`);
    throw new Problem(403, 'Forbidden', `${caller} may not call this service.`);
  };
}
