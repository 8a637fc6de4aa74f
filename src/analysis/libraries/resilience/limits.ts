import { DEFAULT } from '../../../model/module-facts.js';
import type { ExternalCall, Program } from '../../../model/program.js';
import { alternatives, pathOf, type Residual } from '../../../model/residual.js';
import { defineLibrary, type LimitRow } from '../define-library.js';
import { ofProgram } from '../of-program.js';
import { onEach } from '../rows.js';
import { NEST_GRPC, NEST_HTTP, PROXIES, WITH_BODY, WITHOUT_BODY } from './clients.js';
import { isText, listOf, optionInside, originArg, receiver, type Selector } from '../select.js';

/** Does an options object say one of these? undefined where it was made elsewhere. */
function says(options: Residual | undefined, names: readonly string[]): boolean | undefined {
  if (options === undefined) return false;
  const said = alternatives(options).map((one): boolean | undefined => {
    if (one.k === 'fn' || one.k === 'lit' || one.k === 'tpl') return false;
    if (one.k !== 'object') return undefined;
    if (names.some((name) => one.props.has(name))) return true;
    // `{ ...(body === undefined ? {} : { body }) }`: what is spread may be known.
    return either(...one.rest.map((spread) => (spread.k === 'array' ? undefined : says(spread, names))));
  });
  return said.includes(true) ? true : said.includes(undefined) ? undefined : false;
}

/** True where one says so, false where all deny it. */
function either(...answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

const AXIOS = ['timeout', 'signal', 'cancelToken'];
const madeWith = originArg(/^axios\.(?:create|Axios)$/, 0);

const axiosWith =
  (position: number): LimitRow =>
  (call, program) =>
    either(says(call.args[position], AXIOS), says(madeWith(call), AXIOS), hasAxiosDefaults(program), isRaced(call, program));
const axiosConfig: LimitRow = (call, program) => axiosWith(isText(call.args[0]) ? 1 : 0)(call, program);

/** `axios.defaults.timeout = 5000` is for every request; a call of `interceptors.request.use` may set one. */
const hasAxiosDefaults = ofProgram(({ calls }): boolean | undefined => {
  if (calls.some(({ path, args: [, name] }) => path === `globalThis.${DEFAULT}` && name?.k === 'lit' && name.v === 'timeout')) return true;
  return calls.some(({ path }) => /^axios(?:\.create\(\))?\.interceptors\.request\.use$/.test(path)) ? undefined : false;
});

const nestWith =
  (position: number): LimitRow =>
  (call, program) =>
    either(says(call.args[position], AXIOS), registeredWith(program), isPiped(call, program));

/** `HttpModule.register({ timeout })`: modules are told apart by nobody here, so one that says it says it for all. */
const registeredWith = ofProgram(({ calls }): boolean | undefined => {
  const modules = calls.filter(({ path }) => /\.HttpModule\.register(?:Async)?$/.test(path));
  if (modules.some(({ args }) => AXIOS.some((name) => optionInside(args[0], name)))) return true;
  return modules.some(({ path }) => path.endsWith('Async')) ? undefined : false;
});

const fetched: LimitRow = (call, program) => either(says(call.args[1], ['signal', 'timeout', 'dispatcher']), isRaced(call, program));

/** got waits for ever, ky ten seconds. */
const got: LimitRow = (call) => {
  if (call.path.startsWith('ky')) return true;
  const options = isText(call.args[0]) ? call.args[1] : (call.args[1] ?? call.args[0]);
  return either(says(options, ['timeout', 'signal']), says(originArg(/\.extend$/, 0)(call), ['timeout']));
};

const request: LimitRow = (call) => {
  const options: Selector = ({ args }) => (isText(args[0]) ? args[1] : args[0]);
  return either(says(options(call), ['timeout']), says(originArg(/\.defaults$/, 0)(call), ['timeout']));
};

/** Messages of Nest are observables: what ends the waiting is an operator. */
const piped: LimitRow = (call, program) => isPiped(call, program);

/** `client.find(request, { deadline }, callback)`. */
const grpc: LimitRow = (call, program) => {
  const options = call.args.slice(1).filter((one) => one.k !== 'fn');
  const isSaid = options.map((one) =>
    one.k === 'call' && (pathOf(one) ?? '').endsWith('Metadata()') ? false : says(one, ['deadline', 'timeoutMs', 'signal']),
  );
  return either(...isSaid, isPiped(call, program));
};

/** What a program does about time on its own. */
interface Clocks {
  /** Call sites whose observable goes through `timeout()`. */
  readonly piped: ReadonlySet<string>;
  /** Files with such an operator that is put together elsewhere. */
  readonly files: ReadonlySet<string>;
  /** An interceptor ends every request. */
  readonly isAround: boolean;
  readonly raced: ReadonlySet<string>;
}

const clocksOf = ofProgram(({ calls, frames }): Clocks => {
  const operators = calls.filter(({ path }) => OPERATOR.test(path));
  const pipes = calls.filter(({ path, args }) => path.endsWith('.pipe') && args.some(isOperator));
  return {
    piped: new Set(pipes.flatMap((call) => siteOf(receiver(call)))),
    files: new Set(operators.map(({ at }) => at.file)),
    isAround: operators.some(({ frame }) => /\.intercept\b|Interceptor/.test(frames[frame]?.name ?? '')),
    raced: new Set(calls.filter(({ path }) => path === RACE).flatMap(({ args }) => listOf(args[0]).flatMap(siteOf))),
  };
});

const OPERATOR = /^rxjs(?:\/operators)?\.(?:timeout|timeoutWith)$/;
const RACE = 'globalThis.Promise.race';

function isOperator(arg: Residual): boolean {
  return arg.k === 'call' && OPERATOR.test((pathOf(arg) ?? '').replace(/\(\)$/, ''));
}

function siteOf(of: Residual | undefined): string[] {
  return of?.k === 'call' ? [of.site] : [];
}

function isPiped({ site, at }: ExternalCall, program: Program): boolean | undefined {
  const { piped: sites, files, isAround } = clocksOf(program);
  if (sites.has(site) || isAround) return true;
  return files.has(at.file) ? undefined : false;
}

function isRaced({ site }: ExternalCall, program: Program): boolean {
  return clocksOf(program).raced.has(site);
}

const AXIOS_CLIENTS = ['axios', 'axios.create()', 'axios.Axios()'];
const LOADED = ['*', '*.*', '*.*.*', '*.*.*.*'].map((names) => `@grpc/grpc-js.loadPackageDefinition().${names}()`);
const GENERATED = ['makeGenericClientConstructor', 'makeClientConstructor'].map((name) => `@grpc/grpc-js.${name}()()`);
const nothing = (): undefined => undefined;

/** Which remote calls give up after some time, and which wait as long as the other side lets them. */
export const limits = defineLibrary({
  package: 'rxjs',
  calls: {
    '{rxjs,rxjs/operators}.{timeout,timeoutWith}': nothing,
    [RACE]: nothing,
    'axios.interceptors.request.use': nothing,
    'axios.create().interceptors.request.use': nothing,
  },
  limits: {
    ...onEach(AXIOS_CLIENTS, `{${WITHOUT_BODY}}`, axiosWith(1)),
    ...onEach(AXIOS_CLIENTS, `{${WITH_BODY}}`, axiosWith(2)),
    ...onEach(AXIOS_CLIENTS, 'request', axiosConfig),
    '{axios,axios.create()}': axiosConfig,
    ...onEach(NEST_HTTP, `{${WITHOUT_BODY}}`, nestWith(1)),
    ...onEach(NEST_HTTP, `{${WITH_BODY}}`, nestWith(2)),
    ...onEach(NEST_HTTP, 'request', nestWith(0)),
    'globalThis.fetch': fetched,
    'globalThis.{window,globalThis,self,global}.fetch': fetched,
    '{node-fetch,cross-fetch,isomorphic-fetch,node-fetch-native,isomorphic-unfetch,unfetch}': fetched,
    '{cross-fetch,node-fetch,undici}.fetch': fetched,
    '{got,got.got,ky}': got,
    '{got,got.got,ky}.{get,post,put,patch,head,delete}': got,
    '{got,got.got,ky}.{extend,create}()': got,
    '{got,got.got,ky}.{extend,create}().{get,post,put,patch,head,delete}': got,
    '{request,request-promise,request-promise-native}': request,
    '{request,request-promise,request-promise-native}.{get,post,put,patch,delete,del,head}': request,
    '{request,request-promise,request-promise-native}.defaults()': request,
    '{request,request-promise,request-promise-native}.defaults().{get,post,put,patch,delete,del,head}': request,
    ...onEach(PROXIES, 'send', piped),
    ...onEach(NEST_GRPC, 'getService().*', grpc),
    ...onEach([...LOADED, ...GENERATED], '*', grpc),
  },
});
