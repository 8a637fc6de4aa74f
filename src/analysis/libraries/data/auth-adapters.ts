import type { ExternalCall } from '../../../model/program.js';
import { lit } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { root } from '../select.js';

/** An adapter of Auth.js reads and writes users and their sessions through the client that it is given. */
const keeps = (engine: string, tables: readonly string[]) =>
  function* (call: ExternalCall): Generator<Signal> {
    const store = root(call.args[0]);
    for (const table of tables) yield { kind: 'access', engine, access: 'write', table: lit(table), ...(store && { store }), call };
  };

/** Users that a library of sign-in keeps in a database of the service. */
export const authAdapters = defineLibrary({
  package: '@auth/mongodb-adapter',
  calls: {
    '{@auth/mongodb-adapter,@next-auth/mongodb-adapter}.MongoDBAdapter': keeps('mongodb', [
      'users',
      'accounts',
      'sessions',
      'verification_tokens',
    ]),
    '{@auth/prisma-adapter,@next-auth/prisma-adapter}.PrismaAdapter': keeps('prisma', ['User', 'Account', 'Session', 'VerificationToken']),
  },
});
