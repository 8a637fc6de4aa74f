import type { ExternalCall } from '../../../model/program.js';
import { lit, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { calleeName, isText, option, origin } from '../select.js';

/** Instance options: `axios.create({ baseURL })`. */
function baseOf(call: ExternalCall): { readonly base: Residual; readonly join: 'concat' } | undefined {
  const made = origin(call.callee, 'axios.create') ?? origin(call.callee, 'axios.Axios');
  const base = option(made?.args[0], 'baseURL');
  return base && { base, join: 'concat' };
}

/** `axios.get(url, config)`: the method is the callee's name. */
export function byName(call: ExternalCall): Signal | undefined {
  const [url] = call.args;
  return (
    url && {
      kind: 'request',
      protocol: 'http',
      method: lit(calleeName(call).replace(/Form$/, '').toUpperCase()),
      url,
      ...baseOf(call),
      call,
    }
  );
}

/** `axios(config)`, `axios(url, config)`, `axios.request(config)`. */
export function byConfig(call: ExternalCall): Signal | undefined {
  const [first, second] = call.args;
  const config = isText(first) ? second : first;
  const url = isText(first) ? first : (option(first, 'url') ?? first);
  const own = option(config, 'baseURL');
  return (
    url && {
      kind: 'request',
      protocol: 'http',
      method: option(config, 'method'),
      url,
      ...baseOf(call),
      ...(own && { base: own, join: 'concat' as const }),
      call,
    }
  );
}

/** `HttpModule.register({ baseURL })` belongs to the module; only absolute URLs say where they go by themselves. */
function nestRequest(call: ExternalCall): Signal | undefined {
  return calleeName(call) === 'request' ? byConfig(call) : byName(call);
}

const METHODS = 'get,delete,head,options,post,put,patch,postForm,putForm,patchForm';
const HTTP_SERVICE = ['@nestjs/axios.HttpService()', '@nestjs/common.HttpService()'];

export const axios = defineLibrary({
  package: 'axios',
  types: { 'axios.AxiosInstance': 'axios.create()', 'axios.AxiosStatic': 'axios.create()', 'axios.Axios': 'axios.create()' },
  calls: {
    [`axios.{${METHODS}}`]: byName,
    axios: byConfig,
    'axios.request': byConfig,
    [`axios.create().{${METHODS}}`]: byName,
    'axios.create()': byConfig,
    'axios.create().request': byConfig,
    ...Object.fromEntries(
      HTTP_SERVICE.flatMap((s) => [
        [`${s}.{get,delete,head,post,put,patch,request}`, nestRequest],
        [`${s}.axiosRef.{${METHODS},request}`, nestRequest],
      ]),
    ),
    ...Object.fromEntries(HTTP_SERVICE.map((s) => [`${s}.axiosRef`, byConfig])),
  },
  callbacks: { 'axios.create().interceptors.{request,response}.use': { args: 'all', when: 'registered', entry: 'exported' } },
});
