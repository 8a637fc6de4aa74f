import type { ExternalCall, Program } from '../../../model/program.js';
import type { Residual } from '../../../model/residual.js';
import { defineLibrary, type Row, type ValueRow } from '../define-library.js';
import { httpRequest, methodIn, onEach } from '../rows.js';
import { arg, calleeName, either, isText, option, options, originArg, written, type Selector } from '../select.js';

const WITHOUT_BODY = 'get,delete,head,options';
const WITH_BODY = 'post,put,patch,postForm,putForm,patchForm';
const CLIENTS = ['axios', 'axios.create()', 'axios.Axios()'];
const HTTP_SERVICE = ['@nestjs/axios.HttpService()', '@nestjs/common.HttpService()'];

const instanceBase = originArg(/^axios\.(?:create|Axios)$/, 0, 'baseURL');
/** `axios(url, config)` and `axios(config)`. */
const config: Selector = (call) => (isText(call.args[0]) ? call.args[1] : call.args[0]);
const url: Selector = (call) => (isText(call.args[0]) ? call.args[0] : (option(call.args[0], 'url') ?? unless(call.args[0], 'object')));
const method = methodIn(config);

function unless(value: Residual | undefined, kind: Residual['k']): Residual | undefined {
  return value?.k === kind ? undefined : value;
}

const baseIn =
  (position: number): Selector =>
  (call) =>
    written(call.args[position], 'baseURL');
const bodyless = httpRequest({ url: arg(0), base: either(baseIn(1), instanceBase) });
const withBody = httpRequest({ url: arg(0), base: either(baseIn(2), instanceBase) });
const byConfig = httpRequest({ method, url, base: either((call) => written(config(call), 'baseURL'), instanceBase) });

/** Axios behind Nest's module, which carries the options: `HttpModule.register({ baseURL })`. */
const nestRequest: Row = (call, program) => {
  const base = moduleBase(program);
  const name = calleeName(call);
  const row = name === 'request' || name === 'axiosRef' ? { method, url } : { url: arg(0) };
  return httpRequest({ ...row, ...(base && { base: () => base }) })(call, program);
};

const modules = new WeakMap<Program, { readonly base: Residual | undefined }>();

/** The one base URL that modules of the unit register; with several nobody knows which module a service gets. */
function moduleBase(program: Program): Residual | undefined {
  const known = modules.get(program);
  if (known) return known.base;
  const bases = program.calls
    .filter(isRegistration)
    .flatMap(({ args }) => options(args[0], 'useFactory()', 'baseURL') ?? option(args[0], 'baseURL') ?? []);
  const [first] = bases;
  const base = first && bases.every((other) => other.hash === first.hash) ? first : undefined;
  modules.set(program, { base });
  return base;
}

function isRegistration({ path }: ExternalCall): boolean {
  return /\.HttpModule\.register(?:Async)?$/.test(path);
}

const wrapped: ValueRow = ({ args }) => args[0];

export const axios = defineLibrary({
  package: 'axios',
  types: { 'axios.AxiosInstance': 'axios.create()', 'axios.AxiosStatic': 'axios', 'axios.Axios': 'axios.create()' },
  calls: {
    ...onEach(CLIENTS, `{${WITHOUT_BODY}}`, bodyless),
    ...onEach(CLIENTS, `{${WITH_BODY}}`, withBody),
    ...onEach(CLIENTS, 'request', byConfig),
    '{axios,axios.create()}': byConfig,
    ...onEach(HTTP_SERVICE, `{${WITHOUT_BODY},${WITH_BODY},request}`, nestRequest),
    ...onEach(HTTP_SERVICE, `axiosRef.{${WITHOUT_BODY},${WITH_BODY},request}`, nestRequest),
    ...onEach(HTTP_SERVICE, 'axiosRef', nestRequest),
    // Read by `moduleBase`.
    '{@nestjs/axios,@nestjs/common}.HttpModule.{register,registerAsync}': () => undefined,
  },
  values: { 'axios-cache-interceptor.setupCache': wrapped, 'axios-rate-limit': wrapped },
  callbacks: {
    '{axios,axios.create()}.interceptors.{request,response}.use': { args: 'all', when: 'registered', entry: 'exported' },
    ...onEach(HTTP_SERVICE, 'axiosRef.interceptors.{request,response}.use', {
      args: 'all' as const,
      when: 'registered' as const,
      entry: 'exported' as const,
    }),
  },
});
