import { alternatives, pathOf, type CallResult, type Residual } from '../../../model/residual.js';
import { defineLibrary } from '../define-library.js';
import { httpRequest, methodIn } from '../rows.js';
import { arg, originArg, type Selector } from '../select.js';

/** `fetch(url, init)`, or what `new Request(url, init)` was given, before something changed it. */
const made: Selector = ({ args: [given] }) => given && alternatives(given).find((one) => one.k === 'call' && isRequest(one));
const method = methodIn((call) => call.args[1] ?? argOf(made(call), 1));
const request = httpRequest({ method, url: (call) => argOf(made(call), 0) ?? call.args[0] });

function isRequest({ callee }: CallResult): boolean {
  return /(?:^|\.)Request$/.test(pathOf(callee) ?? '');
}

function argOf(call: Residual | undefined, position: number): Residual | undefined {
  return call?.k === 'call' ? call.args[position] : undefined;
}

/** `fetch` of the platform and of packages that have its interface. */
export const fetch = defineLibrary({
  package: 'fetch',
  calls: {
    'globalThis.fetch': request,
    'globalThis.{window,globalThis,self,global}.fetch': request,
    'globalThis.{$fetch,useFetch,ofetch}': request,
    '{node-fetch,cross-fetch,isomorphic-fetch,node-fetch-native,isomorphic-unfetch,unfetch,make-fetch-happen,ofetch,fetch-retry()}':
      request,
    '{cross-fetch,node-fetch,undici,ofetch}.{fetch,request,stream,ofetch,$fetch}': request,
    'ofetch.{ofetch,$fetch}.create()': httpRequest({ method, url: arg(0), base: originArg(/\.create$/, 0, 'baseURL') }),
    'undici.{Client,Pool}().{request,stream}': httpRequest({
      method: methodIn(arg(0)),
      url: arg(0, 'path'),
      base: originArg(/\.(?:Client|Pool)$/, 0),
      join: 'resolve',
    }),
  },
});
