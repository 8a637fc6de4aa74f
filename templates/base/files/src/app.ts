import { setTimeout as sleep } from 'node:timers/promises';

import type { DestinationStream } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';

import { Calls } from './calls.js';
import { base, ConfigError, type Environment, problemsOf, readConfig } from './config.js';
import { correlationId, correlationScope, passCorrelationOn } from './correlation.js';
import { createHttp } from './http.js';
import { createLogger, type LogFields } from './log.js';
import type { Module, Stage } from './module.js';
import { modules as ownModules } from './modules.js';
import { addOperations } from './operations.js';
import { watchRequests } from './requests.js';
import type { Check, Service, Token } from './service.js';

export const NAME = 'widget-service';

const STAGES: readonly Stage[] = ['foundation', 'guard', 'feature'];

type Work = () => void | Promise<void>;

export interface App {
  readonly service: Service;
  /** Starts to listen, then everything that runs in the background. Gives the address: `http://127.0.0.1:3000`. */
  listen(): Promise<string>;
  /** Becomes unready, lets requests in flight finish, stops the modules. Rejects when that takes too long. */
  stop(): Promise<void>;
}

export interface AppOptions {
  /** `process.env` of main.ts; in tests usually nothing, which means embedded stand-ins. */
  readonly env?: Environment;
  readonly modules?: readonly Module[];
  /** Where the log goes; standard output without it. */
  readonly logTo?: DestinationStream;
}

/** The whole service, not listening yet. Throws ConfigError before anything has started. */
export async function buildApp({ env = {}, modules = ownModules, logTo }: AppOptions = {}): Promise<App> {
  const ordered = modules.toSorted((a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage));
  const problems = [base, ...ordered.map((module) => module.env)].flatMap((shape) => problemsOf(shape, env));
  if (problems.length > 0) throw new ConfigError([...new Set(problems)]);
  const config = readConfig(base, env);

  const fields: LogFields[] = [() => ({ correlationId: correlationId() })];
  const log = createLogger(NAME, config.LOG_LEVEL, fields, logTo);
  const http = await createHttp(NAME, log);
  const calls = new Calls();
  const metrics = new Registry();
  const checks = new Map<string, Check>();
  const provided = new Map<Token<unknown>, unknown>();
  const listening: Work[] = [];
  const stopping: Work[] = [];
  let isStopping = false;

  const service: Service = {
    name: NAME,
    production: config.NODE_ENV === 'production',
    http,
    log,
    metrics,
    calls,
    checks,
    addLogFields: (more) => fields.push(more),
    addCheck: (name, check) => checks.set(name, check),
    onListening: (work) => listening.push(work),
    onStop: (work) => stopping.unshift(work),
    provide: (token, value) => provided.set(token, value),
    use<T>(token: Token<T>): T {
      if (!provided.has(token))
        throw new Error(`Nothing provides ${token.description}: is its module in src/modules.ts, in an earlier stage?`);
      return provided.get(token) as T;
    },
    find: <T>(token: Token<T>) => provided.get(token) as T | undefined,
  };

  collectDefaultMetrics({ register: metrics });
  calls.onIncoming(correlationScope);
  calls.onOutgoing(passCorrelationOn);
  watchRequests(http, calls, metrics);
  addOperations(http, service, () => isStopping);
  http.addHook('onSend', async (_request, reply) => {
    // A connection that is kept alive would keep the server from closing.
    if (isStopping) void reply.header('connection', 'close');
    return Promise.resolve();
  });

  async function stopEverything(): Promise<void> {
    await sleep(config.SHUTDOWN_DELAY_MS);
    await http.close();
    for (const work of stopping) await work();
  }

  let stopped: Promise<void> | undefined;
  async function stop(): Promise<void> {
    isStopping = true;
    stopped ??= within(config.SHUTDOWN_DELAY_MS + config.SHUTDOWN_TIMEOUT_MS, stopEverything());
    return stopped;
  }

  try {
    for (const module of ordered) await module.start(service, readConfig(module.env, env));
  } catch (error) {
    await stop().catch((failure: unknown) => {
      log.error({ err: failure }, 'could not stop what had started');
    });
    throw error;
  }

  return {
    service,
    async listen() {
      const address = await http.listen({ host: config.HOST, port: config.PORT });
      for (const work of listening) if (!isStopping) await work();
      return address;
    },
    stop,
  };
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  const cancel = new AbortController();
  const late = sleep(ms, undefined, { signal: cancel.signal }).then(() => {
    throw new Error(`did not stop within ${ms} ms`);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    late.catch(() => undefined);
    cancel.abort();
  }
}
