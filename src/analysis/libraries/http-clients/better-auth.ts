import type { CallbackRow } from '../../../model/program.js';
import { lit } from '../../../model/residual.js';
import { defineLibrary, type Row } from '../define-library.js';
import { httpRequest } from '../rows.js';
import { arg, calleeName, namesAbove, option, origin } from '../select.js';

const MAKER = '{better-auth/client,better-auth/react,better-auth/vue,better-auth/svelte,better-auth/solid}.createAuthClient()';
/** What only looks, by the first word of its name; all else is sent. */
const LOOKS = /^(?:get|list|has|is|check|use)(?=[A-Z]|$)/;
/** Members of a client that ask for nothing. */
const LOCAL = /^\$|^(?:subscribe|then|catch|finally)$/;

/** `client.signIn.social()` is `POST /sign-in/social`, `client.useSession()` and `client.getSession()` are `GET /get-session`. */
const asked: Row = (call, program) => {
  const names = [...namesAbove(call), calleeName(call)];
  if (names.some((name) => LOCAL.test(name))) return undefined;
  const base = option(origin(call.callee, /\.createAuthClient$/)?.args[0], 'baseURL');
  const path = names.map((name) => kebab(name.replace(/^use(?=[A-Z])/, 'get'))).join('/');
  const method = lit(LOOKS.test(names.at(-1) ?? '') ? 'GET' : 'POST');
  return httpRequest({ method: () => method, url: () => lit(`/${path}`), ...(base && { base: () => base }) })(call, program);
};

function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

const answered: CallbackRow = { args: 'all', when: 'registered', entry: 'exported' };

/** The client of Better Auth: its methods are paths of the service that has the accounts. */
export const betterAuth = defineLibrary({
  package: 'better-auth',
  calls: {
    [`${MAKER}.*`]: asked,
    [`${MAKER}.*.*`]: asked,
    [`${MAKER}.*.*.*`]: asked,
    [`${MAKER}.$fetch`]: (call, program) => {
      const base = option(origin(call.callee, /\.createAuthClient$/)?.args[0], 'baseURL');
      return httpRequest({ url: arg(0), ...(base && { base: () => base }) })(call, program);
    },
  },
  callbacks: { [`${MAKER}.{*,*.*}`]: answered },
});
