import type { ExternalCall } from '../../../model/program.js';
import { lit, template, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { calleeName, isText, option, origin } from '../select.js';

const VERBS = 'get,post,put,patch,delete,del,head';

/** `got.post(url)`, `superagent.get(url)`, `request.get(url | options)`. */
function byName(call: ExternalCall): Signal | undefined {
  const name = calleeName(call).replace(/^del$/, 'delete').toUpperCase();
  const [first] = call.args;
  const url = isText(first) ? first : (option(first, 'url') ?? option(first, 'uri') ?? first);
  return url && { kind: 'request', protocol: 'http', method: lit(name), url, ...base(call), call };
}

function plain(call: ExternalCall): Signal | undefined {
  const [first, second] = call.args;
  const config = isText(first) ? second : first;
  const url = isText(first) ? first : (option(first, 'url') ?? option(first, 'uri') ?? first);
  return url && { kind: 'request', protocol: 'http', method: option(config, 'method'), url, ...base(call), call };
}

/** Options of the instance: got `prefixUrl`, ky `prefix`, request `baseUrl`. */
function base(call: ExternalCall): { readonly base: Residual; readonly join: 'concat' } | undefined {
  const made = origin(call.callee, /\.(extend|create|defaults)$/);
  const found = ['prefixUrl', 'prefix', 'baseUrl', 'baseURL'].map((name) => option(made?.args[0], name)).find((r) => r !== undefined);
  return found && { base: found, join: 'concat' };
}

/** node:http: a URL, or options with hostname, port and path. */
function node(call: ExternalCall): Signal | undefined {
  const [first] = call.args;
  const method = option(isText(first) ? call.args[1] : first, 'method') ?? lit('GET');
  if (isText(first)) return { kind: 'request', protocol: 'http', method, url: first, call };
  const host = option(first, 'hostname') ?? option(first, 'host');
  if (!host) return first && { kind: 'request', protocol: 'http', method, url: first, call };
  const port = option(first, 'port');
  return {
    kind: 'request',
    protocol: 'http',
    method,
    url: template([lit('http://'), host, ...(port ? [lit(':'), port] : []), option(first, 'path') ?? lit('/')]),
    call,
  };
}

const PACKAGES = 'got,ky,superagent,request,request-promise,request-promise-native,needle,wretch,phin';

export const classicClients = defineLibrary({
  package: 'got',
  calls: {
    [`{${PACKAGES}}.{${VERBS}}`]: byName,
    [`{${PACKAGES}}`]: plain,
    [`{got,ky}.{extend,create}().{${VERBS}}`]: byName,
    '{got,ky}.{extend,create}()': plain,
    [`got.got.{${VERBS}}`]: byName,
    'got.got': plain,
    [`request.defaults().{${VERBS}}`]: byName,
    'request.defaults()': plain,
    'node:{http,https}.{request,get}': node,
    'follow-redirects.{http,https}.{request,get}': node,
  },
});
