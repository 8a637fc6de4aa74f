import type { Pause } from '../../../model/module-facts.js';
import type { ExternalCall } from '../../../model/program.js';
import { pathOf, type CallResult, type Residual } from '../../../model/residual.js';
import type { RetrySignal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { onEach } from '../rows.js';
import { origin, receiver, written } from '../select.js';
import { NEST_GRPC, NEST_HTTP, PROXIES, WITH_BODY, WITHOUT_BODY } from './clients.js';

/** What an options object says about the time between attempts; `silent` where it says nothing. */
function pauseIn(options: Residual | undefined, name: string, silent: Pause): Pause {
  if (options === undefined) return silent;
  if (options.k !== 'object') return 'other';
  const said = written(options, name);
  if (said === undefined) return options.rest.length > 0 ? 'other' : silent;
  if (said.k === 'lit' && typeof said.v === 'number') return said.v === 0 ? 'none' : 'same';
  return 'other';
}

/** `retry(3)`, `retry({ count: 3, delay: 1000 })` of rxjs: at once, unless a delay is said. */
function operatorPause({ args: [given] }: CallResult): Pause {
  return given === undefined || given.k === 'lit' ? 'none' : pauseIn(given, 'delay', 'none');
}

const RETRY = /^rxjs(?:\/operators)?\.retry$/;
const RETRY_WHEN = /^rxjs(?:\/operators)?\.retryWhen$/;

/** An observable is subscribed to again, and with it the call is made again. */
const piped: Row = (call) => {
  const of = receiver(call);
  const operator = call.args.find((one): one is CallResult => one.k === 'call' && isRetrying(one));
  if (of?.k !== 'call' || operator === undefined) return undefined;
  const pause = RETRY.test(pathOf(operator.callee) ?? '') ? operatorPause(operator) : 'other';
  return { kind: 'retry', pause, sites: [of.site], call };
};

function isRetrying({ callee }: CallResult): boolean {
  const path = pathOf(callee) ?? '';
  return RETRY.test(path) || RETRY_WHEN.test(path);
}

/** Around the functions it is given. */
const around =
  (pause: (call: ExternalCall) => Pause): Row =>
  (call): RetrySignal => ({ kind: 'retry', pause: pause(call), call });

/** The next pause is so many times the last one; 2 when nothing is said. */
const byFactor: Row = around(({ args }) =>
  growth(
    args.find((one) => one.k !== 'fn'),
    'minTimeout',
    'factor',
  ),
);

/** `backOff(work, { startingDelay, timeMultiple })` */
const byMultiple: Row = around(({ args }) => growth(args[1], 'startingDelay', 'timeMultiple'));

/** `retry.operation({ minTimeout, factor }).attempt(work)` */
const byOperation: Row = around((call) => growth(origin(receiver(call), 'retry.operation')?.args[0], 'minTimeout', 'factor'));

function growth(options: Residual | undefined, firstName: string, factorName: string): Pause {
  const [first, factor] = [pauseIn(options, firstName, 'growing'), written(options, factorName)];
  if (first === 'none') return 'none';
  if (factor?.k === 'lit') return factor.v === 1 ? 'same' : 'growing';
  return options === undefined || options.k === 'object' ? 'growing' : 'other';
}

/** `async.retry({ times: 5, interval: 200 }, work)`, `async.retry(5, work)`. */
const byInterval: Row = around(({ args: [given] }) => {
  if (given === undefined || given.k === 'fn' || given.k === 'lit') return 'none';
  return pauseIn(given, 'interval', 'none');
});

/** `retry(policy, { maxAttempts, backoff })` of cockatiel: at once without a backoff. */
const byBackoff: Row = (call) => {
  const options = receiver(call)?.k === 'call' ? (receiver(call) as CallResult).args[1] : undefined;
  if (options?.k !== 'object') return { kind: 'retry', pause: 'other', call };
  const backoff = written(options, 'backoff');
  const path = backoff?.k === 'call' ? (pathOf(backoff.callee) ?? '') : '';
  const pause: Pause =
    backoff === undefined ? 'none' : path.includes('Constant') ? 'same' : /Exponential|Iterable/.test(path) ? 'growing' : 'other';
  return { kind: 'retry', pause, call };
};

/** `axiosRetry(client, { retries: 3 })` tries at once, and only what may be done twice, unless it is told otherwise. */
const ofClient: Row = (call) => {
  const [client, options] = call.args;
  if (client === undefined) return undefined;
  const isSafe =
    options === undefined || (options.k === 'object' && written(options, 'retryCondition') === undefined && options.rest.length === 0);
  return { kind: 'retry', pause: pauseIn(options, 'retryDelay', 'none'), client, ...(isSafe && { isSafe: true }), call };
};

/** Which calls are made again when they fail, and after which time. */
export const retries = defineLibrary({
  package: 'axios-retry',
  calls: {
    '{axios-retry,axios-retry.axiosRetry}': ofClient,
    '{async-retry,p-retry,promise-retry}': byFactor,
    'retry.operation().attempt': byOperation,
    'exponential-backoff.backOff': byMultiple,
    'async.{retry,retryable}': byInterval,
    'cockatiel.retry().execute': byBackoff,
    ...onEach(PROXIES, 'send().pipe', piped),
    ...onEach(NEST_HTTP, `{${WITHOUT_BODY},${WITH_BODY},request}().pipe`, piped),
    ...onEach(NEST_GRPC, 'getService().*().pipe', piped),
  },
});
