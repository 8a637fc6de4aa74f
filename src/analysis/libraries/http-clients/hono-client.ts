import { lit, type Residual } from '../../../model/residual.js';
import { defineLibrary, type Row } from '../define-library.js';
import { httpRequest } from '../rows.js';
import { calleeName, namesAbove, originArg } from '../select.js';

/** Names on the way to an endpoint: `client.api.orders[':id'].$get()`. */
const LEVELS = ['*', '*.*', '*.*.*', '*.*.*.*', '*.*.*.*.*', '*.*.*.*.*.*'];
const METHODS = '$get,$post,$put,$patch,$delete,$head,$options,$all';

/** The path is the chain of names; `index` is the path before it. */
const asked: Row = (call, program) => {
  const path = lit(
    `/${namesAbove(call)
      .filter((name) => name !== 'index')
      .join('/')}`,
  );
  const method: Residual = lit(calleeName(call).slice(1).toUpperCase());
  return httpRequest({ method: () => method, url: () => path, base: originArg(/\.hc$/, 0) })(call, program);
};

/** `hc<AppType>('http://orders')`: a client whose type is the server's. */
export const honoClient = defineLibrary({
  package: 'hono/client',
  calls: Object.fromEntries(['', ...LEVELS.map((names) => `${names}.`)].map((names) => [`hono/client.hc().${names}{${METHODS}}`, asked])),
});
