import { defineLibrary } from '../define-library.js';
import { httpRequest, methodIn, upper } from '../rows.js';
import { arg, either, isText, originArg, textArg, type Selector } from '../select.js';

const REQUEST = '{request,request-promise,request-promise-native,requestretry,teeny-request}';
const VERBS = 'get,post,put,patch,delete,del,head,options';

/** `request(url, options)` and `request({ url | uri })`. */
const url: Selector = either(textArg(0), arg(0, 'url'), arg(0, 'uri'), arg(0, 'path'), (call) =>
  call.args[0]?.k === 'object' ? undefined : call.args[0],
);
const method = methodIn((call) => (isText(call.args[0]) ? call.args[1] : call.args[0]));
const base = either(arg(0, 'baseUrl'), originArg(/\.defaults$/, 0, 'baseUrl'));

/** `request`, which lives on in old systems, its promise forks, and superagent, needle, wretch. */
export const request = defineLibrary({
  package: 'request',
  calls: {
    [REQUEST]: httpRequest({ method, url, base }),
    [`${REQUEST}.{${VERBS}}`]: httpRequest({ url, base }),
    [`${REQUEST}.defaults()`]: httpRequest({ method, url, base }),
    [`${REQUEST}.defaults().{${VERBS}}`]: httpRequest({ url, base }),
    // superagent('GET', url), needle('get', url, …)
    '{superagent,needle}': httpRequest({
      method: (call) => (call.args[1] ? upper(call.args[0]) : undefined),
      url: (call) => call.args[1] ?? call.args[0],
    }),
    [`{superagent,superagent.agent(),needle}.{${VERBS}}`]: httpRequest({ url: arg(0) }),
    'needle.request': httpRequest({ method: (call) => upper(call.args[0]), url: arg(1) }),
    phin: httpRequest({ method, url }),
    'wretch().{get,post,put,patch,delete,head}': httpRequest({ url: arg(0), base: originArg('wretch', 0) }),
  },
});
