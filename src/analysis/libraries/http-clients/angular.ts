import type { ExternalCall } from '../../../model/program.js';
import { callResult, pathOf, type Residual } from '../../../model/residual.js';
import { defineLibrary, type ValueRow } from '../define-library.js';
import { httpRequest, upper } from '../rows.js';
import { arg, type Selector } from '../select.js';

const CLIENT = '@angular/common/http.HttpClient()';

/** `new HttpRequest(method, url, …)`, which generated clients build first and send later. */
const built =
  (position: number): Selector =>
  ({ args: [request] }: Pick<ExternalCall, 'args'>): Residual | undefined =>
    request?.k === 'call' && pathOf(request.callee) === '@angular/common/http.HttpRequest' ? request.args[position] : undefined;

const method: Selector = (call) => upper(built(0)(call) ?? call.args[0]);
const url: Selector = (call) => built(1)(call) ?? call.args[1];

/** `inject(HttpClient)` gives what the constructor would get. */
const injected: ValueRow = ({ args: [token] }) => token && callResult(token, [], { site: 'inject', isNew: true });

export const angular = defineLibrary({
  package: '@angular/common',
  calls: {
    [`${CLIENT}.{get,delete,head,options,post,put,patch}`]: httpRequest({ url: arg(0) }),
    [`${CLIENT}.request`]: httpRequest({ method, url }),
  },
  values: { '@angular/core.inject': injected },
});
