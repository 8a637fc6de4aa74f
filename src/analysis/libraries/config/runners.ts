import type { Residual } from '../../../model/residual.js';
import { defineLibrary, type ValueRow } from '../define-library.js';

/** The function comes last, behind names and options. */
const ran: ValueRow = ({ args, run }) => {
  const fn = args.filter(({ k }) => k === 'fn').at(-1);
  return fn && run(fn);
};

/** A function that stands for the one that was given: called once, called late, its results kept. */
const same: ValueRow = ({ args: [fn] }): Residual | undefined => (fn?.k === 'fn' ? fn : undefined);

/** What watches an object that it is given stands for it. */
const watched: ValueRow = ({ args: [of] }): Residual | undefined => of;

/** What runs a function that it is given, again where it fails, in a span or alone, and hands on what that gives. */
export const runners = defineLibrary({
  package: 'async-retry',
  types: { '@opentelemetry/api.Tracer': '@opentelemetry/api.trace.getTracer()' },
  values: {
    '{async-retry,p-retry,promise-retry,retry-as-promised}': ran,
    '{exponential-backoff.backOff,@lifeomic/attempt.retry,radash.retry,es-toolkit.retry,ts-retry-promise.retry}': ran,
    'cockatiel.{retry,circuitBreaker,timeout,wrap,bulkhead}().execute': ran,
    '@opentelemetry/api.trace.getTracer().startActiveSpan': ran,
    '@opentelemetry/api.context.with': ran,
    '{@sentry/node,@sentry/nestjs,@sentry/nextjs}.{startSpan,startSpanManual,withScope,withIsolationScope,continueTrace}': ran,
    '{dd-trace.trace,dd-trace.tracer.trace,dd-trace.init().trace}': ran,
    'newrelic.{startSegment,startBackgroundTransaction,startWebTransaction}': ran,
    'node:async_hooks.AsyncLocalStorage().{run,exit}': ran,
    'nestjs-cls.ClsService().{run,runWith}': ran,
    '{p-limit(),async-mutex.Mutex().runExclusive,p-queue().add,p-queue.PQueue().add}': ran,
    '{lodash,lodash-es,underscore}.{once,memoize,debounce,throttle}': same,
    '{lodash/,lodash-es/}{once,memoize,debounce,throttle}': same,
    '{aws-xray-sdk-core,aws-xray-sdk}.{captureAWSv3Client,captureAWSClient,captureAWS}': watched,
    '@aws-lambda-powertools/tracer.Tracer().{captureAWSv3Client,captureAWSClient,captureAWS}': watched,
    '{p-memoize,memoizee,once,onetime,react.cache}': same,
  },
});
