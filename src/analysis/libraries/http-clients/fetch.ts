import { defineLibrary, type ValueRow } from '../define-library.js';
import { httpRequest, upper } from '../rows.js';
import { arg, option, originArg, type Selector } from '../select.js';

const method: Selector = (call) => upper(option(call.args[1], 'method'));
const request = httpRequest({ method, url: arg(0) });

/** `new Request(url, init)` stands for its URL. */
const url: ValueRow = ({ args }) => args[0];

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
      method: (call) => upper(option(call.args[0], 'method')),
      url: arg(0, 'path'),
      base: originArg(/\.(?:Client|Pool)$/, 0),
      join: 'resolve',
    }),
  },
  values: { 'globalThis.Request': url, '{node-fetch,undici,cross-fetch}.Request': url },
});
