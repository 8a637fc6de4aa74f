import { createSecretKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createRemoteJWKSet, jwtVerify, type JWTVerifyGetKey, SignJWT } from 'jose';

/** Names the service that shows a token; throws when it is not to be trusted. */
export type VerifyIdentity = (token: string) => Promise<string>;

/** The token to show to a callee. */
export type IdentityFor = (callee: string) => Promise<string>;

const ALGORITHMS = ['ES256', 'EdDSA', 'PS256', 'RS256'];

/** `system:serviceaccount:<namespace>:<service>` of Kubernetes, a SPIFFE id, or the name itself. */
const SUBJECT = /(?:^|[:/])([a-z\d][a-z\d-]*)$/;

export interface Expected {
  readonly issuer: string;
  /** The own name: a token for another service is refused, so that nobody can pass on what was shown to him. */
  readonly audience: string;
}

export function remoteIdentities(url: string, expected: Expected): VerifyIdentity {
  return verifyWith(createRemoteJWKSet(new URL(url), { timeoutDuration: 3000 }), ALGORITHMS, expected);
}

/** Read at each call: they are replaced well before they end. */
export function tokensIn(folder: string): IdentityFor {
  return async (callee) => (await readFile(join(folder, callee), 'utf8')).trim();
}

/** Known to everybody: it proves nothing, and lets all the rest be tried without an issuer. */
const EMBEDDED_KEY = createSecretKey(Buffer.from('embedded identities prove nothing'));
const EMBEDDED_ALGORITHM = 'HS256';

export function embeddedVerify(expected: Expected): VerifyIdentity {
  return verifyWith(async () => Promise.resolve(EMBEDDED_KEY), [EMBEDDED_ALGORITHM], expected);
}

export function embeddedTokens(self: string, issuer: string): IdentityFor {
  return async (callee) =>
    new SignJWT()
      .setProtectedHeader({ alg: EMBEDDED_ALGORITHM })
      .setSubject(self)
      .setIssuer(issuer)
      .setAudience(callee)
      .setExpirationTime('5m')
      .sign(EMBEDDED_KEY);
}

export function verifyWith(keys: JWTVerifyGetKey, algorithms: string[], expected: Expected): VerifyIdentity {
  return async (token) => {
    const { payload } = await jwtVerify(token, keys, { ...expected, algorithms, clockTolerance: 5, requiredClaims: ['exp', 'sub'] });
    const name = SUBJECT.exec(payload.sub ?? '')?.[1];
    if (name === undefined) throw new Error('the subject names no service');
    return name;
  };
}
