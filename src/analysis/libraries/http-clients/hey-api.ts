import type { ExternalCall, Program } from '../../../model/program.js';
import type { Residual } from '../../../model/residual.js';
import { defineLibrary, type Row } from '../define-library.js';
import { httpRequest, methodIn, onEach } from '../rows.js';
import { arg, option, origin, receiver } from '../select.js';

const PACKAGES = ['fetch', 'axios', 'next', 'nuxt'].map((name) => `@hey-api/client-${name}`);
/** The client that is made, and the one that older versions had ready. */
const CLIENTS = PACKAGES.flatMap((name) => [`${name}.createClient()`, `${name}.client`]);

/** Of the call, of `client.setConfig({ baseUrl })` anywhere, of what the client was made with. */
function baseOf(call: ExternalCall, { calls }: Program): Residual | undefined {
  const client = receiver(call);
  const later = calls.find((other) => other.path === `${ownerOf(call)}.setConfig` && receiver(other)?.hash === client?.hash);
  return baseIn(call.args[0]) ?? baseIn(later?.args[0]) ?? baseIn(origin(client, /\.createClient$/)?.args[0]);
}

/** The path without the method. */
function ownerOf({ path }: ExternalCall): string {
  return path.slice(0, path.lastIndexOf('.'));
}

function baseIn(config: Residual | undefined): Residual | undefined {
  return config?.k === 'object' ? (option(config, 'baseUrl') ?? option(config, 'baseURL')) : undefined;
}

const asked =
  (byName: boolean): Row =>
  (call, program) => {
    const base = baseOf(call, program);
    return httpRequest({ ...(!byName && { method: methodIn(arg(0)) }), url: arg(0, 'url'), ...(base && { base: () => base }) })(
      call,
      program,
    );
  };

/** What @hey-api/openapi-ts generates calls `client.get({ url: '/orders/{id}', ...options })`. */
export const heyApi = defineLibrary({
  package: '@hey-api/client-fetch',
  calls: {
    ...onEach(CLIENTS, '{get,post,put,patch,delete,head,options}', asked(true)),
    ...onEach(CLIENTS, 'request', asked(false)),
    // Read by `baseOf`.
    ...onEach(CLIENTS, 'setConfig', () => undefined),
  },
  values: Object.fromEntries(PACKAGES.map((name) => [`${name}.createConfig`, ({ args }: { args: readonly Residual[] }) => args[0]])),
});
