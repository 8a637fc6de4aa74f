import type { ExternalCall } from '../../../model/program.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { option } from '../select.js';

function request(call: ExternalCall): Signal | undefined {
  const [url, init] = call.args;
  return url && { kind: 'request', protocol: 'http', method: option(init, 'method'), url, call };
}

/** `new Request(url, init)` and `new URL(…)` stand for their URL. */
const url = ({ args }: { readonly args: ExternalCall['args'] }): ExternalCall['args'][number] | undefined => args[0];

export const fetch = defineLibrary({
  package: 'fetch',
  calls: {
    'globalThis.fetch': request,
    'globalThis.{window,globalThis,self}.fetch': request,
    'globalThis.{$fetch,useFetch,ofetch}': request,
    '{node-fetch,cross-fetch,isomorphic-fetch,node-fetch-native,isomorphic-unfetch,make-fetch-happen,ofetch}': request,
    '{cross-fetch,node-fetch,undici,ofetch}.{fetch,request,stream,ofetch,$fetch}': request,
  },
  values: { 'globalThis.Request': url },
});
