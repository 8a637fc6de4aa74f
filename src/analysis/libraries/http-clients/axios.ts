import { DEFAULT } from '../../../model/module-facts.js';
import type { ExternalCall, Program } from '../../../model/program.js';
import type { ClassResidual, Residual } from '../../../model/residual.js';
import { defineLibrary, type Row, type ValueRow } from '../define-library.js';
import { ofProgram } from '../of-program.js';
import { httpRequest, methodIn, onEach, type RequestSelectors } from '../rows.js';
import { arg, calleeName, either, isText, listOf, option, options, originArg, text, written, type Selector } from '../select.js';

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

/** `client.defaults.baseURL = x`, of the client itself or of all. */
function defaultBase({ callee }: Pick<ExternalCall, 'callee'>, program: Program): Residual | undefined {
  const client = callee.k === 'prop' ? callee.of : callee;
  const told = defaultBases(program);
  const own =
    told.find(({ args }) => args[0]?.hash === client.hash) ?? told.find(({ args: [of] }) => of?.k === 'external' && of.path === 'axios');
  return own?.args[2];
}

const DEFAULTS = `globalThis.${DEFAULT}`;
const defaultBases = ofProgram(({ calls }) => calls.filter(({ path, args }) => path === DEFAULTS && text(args[1]) === 'baseURL'));

function requesting(selectors: RequestSelectors, ownBase: Selector): Row {
  return (call, program) =>
    httpRequest({ ...selectors, base: either(ownBase, instanceBase, (of) => defaultBase(of, program)) })(call, program);
}

const bodyless = requesting({ url: arg(0) }, baseIn(1));
const withBody = requesting({ url: arg(0) }, baseIn(2));
const byConfig = requesting({ method, url }, (call) => written(config(call), 'baseURL'));

/** Axios behind Nest's module, which carries the options: `HttpModule.register({ baseURL })`. */
const nestRequest: Row = (call, program) => {
  const base = moduleBase(call, program);
  const name = calleeName(call);
  const row = name === 'request' || name === 'axiosRef' ? { method, url } : { url: arg(0) };
  return httpRequest({ ...row, ...(base && { base: () => base }) })(call, program);
};

/** What modules of a unit give to their classes: a base URL. */
interface Bases {
  /** Of all modules, where they agree. */
  readonly common: Residual | undefined;
  /** By the class that a module provides: file and name. */
  readonly byClass: ReadonlyMap<string, Residual>;
}

/** The base URL of the module that provides the class of the call, else the one that all modules of the unit register. */
function moduleBase({ frame }: ExternalCall, program: Program): Residual | undefined {
  const known = basesOf(program);
  const here = program.frames[frame];
  const own = here && known.byClass.get(`${here.at.file}#${here.name.split('.')[0] ?? ''}`);
  return own ?? known.common;
}

const basesOf = ofProgram((program): Bases => {
  const common = onlyOne(program.calls.filter(({ path }) => isRegistration(path)).flatMap(({ args }) => baseOf(args[0]) ?? []));
  const given = program.calls
    .filter(({ path }) => path === '@nestjs/common.Module')
    .flatMap(({ args: [module] }) => {
      const imported = new Set(listOf(option(module, 'imports')).flatMap((one) => (one.k === 'call' ? one.site : [])));
      const own = program.calls.filter(({ path, site }) => isRegistration(path) && imported.has(site));
      const base = onlyOne(own.flatMap(({ args }) => baseOf(args[0]) ?? []));
      const classes = [...listOf(option(module, 'providers')), ...listOf(option(module, 'controllers'))];
      return base ? classes.flatMap((cls) => (cls.k === 'class' ? [[nameOf(cls, program), base] as const] : [])) : [];
    });
  return { common, byClass: new Map(given) };
});

function onlyOne([first, ...more]: readonly Residual[]): Residual | undefined {
  return more.every(({ hash }) => hash === first?.hash) ? first : undefined;
}

function baseOf(config: Residual | undefined): Residual | undefined {
  return options(config, 'useFactory()', 'baseURL') ?? option(config, 'baseURL');
}

function nameOf(cls: ClassResidual, { classes }: Program): string {
  return `${cls.module}#${classes.find((one) => one.cls.hash === cls.hash)?.name ?? ''}`;
}

function isRegistration(path: string): boolean {
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
    // Read by `defaultBase`.
    [DEFAULTS]: () => undefined,
    // Read by `moduleBase`.
    '{@nestjs/axios,@nestjs/common}.HttpModule.{register,registerAsync}': () => undefined,
    '@nestjs/common.Module': () => undefined,
  },
  values: { 'axios-cache-interceptor.setupCache': wrapped, 'axios-rate-limit': wrapped },
  callbacks: {
    [DEFAULTS]: { args: [], when: 'immediate' },
    '{axios,axios.create()}.interceptors.{request,response}.use': { args: 'all', when: 'registered', entry: 'exported' },
    ...onEach(HTTP_SERVICE, 'axiosRef.interceptors.{request,response}.use', {
      args: 'all' as const,
      when: 'registered' as const,
      entry: 'exported' as const,
    }),
  },
});
