import { ATTACHED } from '../../../model/attached.js';
import type { CallbackRow } from '../../../model/program.js';
import { array, elementOf, type Residual } from '../../../model/residual.js';
import { defineLibrary } from '../define-library.js';

const iterated: CallbackRow = { args: [1], when: 'iterated', over: 0 };
const registered: CallbackRow = { args: 'all', when: 'registered', entry: 'exported' };
const scheduled: CallbackRow = { args: 'all', when: 'registered', entry: 'schedule' };
const iterators = (pkg: string, names: string): Record<string, CallbackRow> => ({ [`${pkg}.{${names}}`]: iterated });

/** Of a list its items, one by one; what a call gives is a promise of one thing, or an observable already. */
function emitted(source: Residual): Residual {
  let root = source;
  while (root.k === 'prop' || root.k === 'element') root = root.of;
  return root.k === 'unknown' ? array([elementOf(source)], true) : source;
}

/** Emitters inside the process: of node, and packages with its interface. */
const EMITTERS = '{node:events,node:events.EventEmitter,eventemitter3,eventemitter3.EventEmitter,mitt,tiny-emitter}()';
const HEARING = '{on,once,addListener,prependListener,prependOnceListener}';

/** Who calls a function that is handed over: helpers of collections, timers, emitters. What is not here calls it once, now. */
export const callbacks = defineLibrary({
  package: 'lodash',
  values: {
    '{react,preact/hooks}.useCallback': ({ args }) => args[0],
    // What comes out of an observable is what went in.
    'rxjs.{firstValueFrom,lastValueFrom,defer}': ({ args }) => args[0],
    'rxjs.from': ({ args: [source] }) => source && emitted(source),
  },
  callbacks: {
    ...iterators('{lodash,underscore,lodash-es}', 'map,forEach,each,flatMap,filter,reduce,some,every,find,forIn,forOwn,mapValues'),
    ...iterators('async', 'each,eachSeries,eachOf,eachOfSeries,map,mapSeries,forEach,forEachSeries,filter,concat'),
    // How many at once stands between the items and the function.
    'async.{eachLimit,eachOfLimit,mapLimit,forEachLimit,filterLimit,concatLimit}': { ...iterated, args: [2] },
    'async.{parallel,series,waterfall,auto,race}': { args: [0], when: 'immediate' },
    ...iterators('bluebird', 'map,each,mapSeries,filter'),
    'p-map': iterated,
    'p-each-series': iterated,
    'lodash/{map,forEach,each}': iterated,
    // Whoever finds it there calls it.
    [`globalThis.${ATTACHED}`]: { args: [], when: 'immediate' },
    'globalThis.{setTimeout,setInterval,setImmediate,queueMicrotask}': registered,
    'globalThis.process.{on,once,nextTick}': { args: 'all', when: 'registered', entry: 'startup' },
    'node:process.{on,once}': { args: 'all', when: 'registered', entry: 'startup' },
    [`${EMITTERS}.${HEARING}`]: registered,
    // Around the handler of a function of a cloud.
    '{@middy/core,@middy/core().handler}': registered,
    // Called with many keys at once: who asks for one key in a loop does not call it in a loop.
    dataloader: { args: [0], when: 'registered', entry: 'route' },
    '{react,preact/hooks}.useCallback': registered,
    // Parts of a page that ask for the same share one request.
    '{@tanstack/react-query,react-query}.{useMutation,useQuery,useQueries,useInfiniteQuery,useSuspenseQuery}': registered,
    // What is asked for is known by its key, which is the address more often than not.
    'swr{,/mutation,/immutable}': { args: [1], when: 'registered', entry: 'exported', gives: 0, beside: { ...registered, args: [0, 2] } },
    'swr/infinite': registered,
    'node-cron.schedule': scheduled,
    'cron.CronJob': scheduled,
    'node-schedule.scheduleJob': scheduled,
  },
  emitters: { [`${EMITTERS}.emit`]: 'emits', [`${EMITTERS}.${HEARING}`]: 'hears' },
  entries: {
    '@nestjs/schedule.Cron': 'schedule',
    '@nestjs/schedule.Interval': 'schedule',
    '@nestjs/schedule.Timeout': 'startup',
    '@nestjs/event-emitter.OnEvent': 'exported',
    '@nestjs/websockets.SubscribeMessage': 'route',
  },
});
