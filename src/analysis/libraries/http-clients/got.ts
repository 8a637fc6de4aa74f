import { defineLibrary } from '../define-library.js';
import { httpRequest, methodIn } from '../rows.js';
import { either, option, originArg, textArg, written, type Selector } from '../select.js';

const VERBS = 'get,post,put,patch,head,delete,stream,paginate';

/** `got(url, options)`, formerly `got({ url })`. */
const url: Selector = either(
  textArg(0),
  (call) => option(call.args[0], 'url') ?? (call.args[0]?.k === 'object' ? undefined : call.args[0]),
);
const method = methodIn((call) => call.args[1] ?? (call.args[0]?.k === 'object' ? call.args[0] : undefined));
/** Since 14 `prefixUrl` lives on as `prefixUrl`; ky renamed it to `prefix` and has `baseUrl` of `new URL`. */
const base = either(originArg(/\.(?:extend|create)$/, 0, 'prefixUrl'), originArg(/\.(?:extend|create)$/, 0, 'prefix'), (call) =>
  written(call.args[1], 'prefixUrl'),
);
const byName = httpRequest({ url, base });
const plain = httpRequest({ method, url, base });

export const got = defineLibrary({
  package: 'got',
  types: { 'got.Got': 'got', 'ky.KyInstance': 'ky' },
  calls: {
    [`{got,got.got,ky}.{${VERBS}}`]: byName,
    [`{got,got.got,ky}.{extend,create}().{${VERBS}}`]: byName,
    '{got,got.got,ky}': plain,
    '{got,got.got,ky}.{extend,create}()': plain,
  },
});
