import { defineLibrary } from '../define-library.js';
import { httpRequest } from '../rows.js';
import { arg, originArg } from '../select.js';

/** `createClient({ baseUrl }).GET('/orders/{id}')`: methods are written in capitals. */
export const openapiFetch = defineLibrary({
  package: 'openapi-fetch',
  calls: {
    'openapi-fetch().{GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS}': httpRequest({
      url: arg(0),
      base: originArg('openapi-fetch', 0, 'baseUrl'),
    }),
  },
});
