import { createRemoteJWKSet, exportJWK, generateKeyPair, type JWK, jwtVerify, type JWTVerifyGetKey, SignJWT } from 'jose';
import { z } from 'zod';

import type { Principal } from './principal.js';

/** Signatures with a private key only: a shared secret would let every service that checks tokens make some. */
const ALGORITHMS = ['ES256', 'ES384', 'EdDSA', 'PS256', 'RS256'];

/** How far the clocks may be apart, in seconds. */
const TOLERANCE = 5;

export interface Expected {
  readonly issuer: string;
  readonly audience: string;
}

const claims = z.object({ sub: z.string().min(1), roles: z.array(z.string()).default([]) });

/** Keys of the issuer, fetched when a token names an unknown one. */
export function remoteKeys(url: string): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(url), { timeoutDuration: 3000, cooldownDuration: 30_000 });
}

/** The user of a token. Throws when it is not to be trusted. */
export async function principalOfToken(token: string, keys: JWTVerifyGetKey, expected: Expected): Promise<Principal> {
  const { payload } = await jwtVerify(token, keys, {
    ...expected,
    algorithms: ALGORITHMS,
    clockTolerance: TOLERANCE,
    requiredClaims: ['exp', 'sub'],
  });
  const { sub, roles } = claims.parse(payload);
  return { id: `user:${sub}`, kind: 'user', roles };
}

/** An issuer inside of the process, with keys of its own at each start. */
export interface EmbeddedIssuer {
  readonly keys: JWTVerifyGetKey;
  readonly jwk: JWK;
  issue(sub: string, roles: readonly string[]): Promise<string>;
}

export async function embeddedIssuer({ issuer, audience }: Expected): Promise<EmbeddedIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  return {
    keys: async () => Promise.resolve(publicKey),
    jwk: { ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig', kid: 'embedded' },
    issue: async (sub, roles) =>
      new SignJWT({ roles })
        .setProtectedHeader({ alg: 'ES256', kid: 'embedded' })
        .setSubject(sub)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey),
  };
}
