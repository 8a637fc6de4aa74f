import type { Registry } from 'prom-client';

import type { Calls } from './calls.js';
import type { Http } from './http.js';
import type { Logger, LogFields } from './log.js';

/** The name of something that one module gives and others use. */
export interface Token<T> {
  readonly description: string;
  /** Only for the compiler. */
  readonly type?: T;
}

/** A new token; two of the same description are different ones. */
export function token<T>(description: string): Token<T> {
  return { description };
}

/** Resolves while the dependency can be used; rejects, or takes longer than two seconds, while it cannot. */
export type Check = () => void | Promise<void>;

/** What a module meets when it starts: the whole contract between the base and the modules. */
export interface Service {
  readonly name: string;
  readonly production: boolean;
  /**
   * The HTTP server, not listening yet: routes with zod schemas, hooks. A route says in its `config` whether it is
   * `open`, at the `edge`, or needs a `permission`; guards that are installed enforce that.
   */
  readonly http: Http;
  readonly log: Logger;
  /** Metrics that `/metrics` shows. */
  readonly metrics: Registry;
  /** Everything that comes in and goes out passes here. */
  readonly calls: Calls;
  /** Adds fields to every line of the log. */
  addLogFields(fields: LogFields): void;
  /** What the service is not ready without. Shown by `/health/ready`; never part of liveness. */
  addCheck(name: string, check: Check): void;
  readonly checks: ReadonlyMap<string, Check>;
  /** After all modules have started and the server listens: pollers, consumers. */
  onListening(work: () => void | Promise<void>): void;
  /** After requests in flight have finished; last registered, first stopped. */
  onStop(work: () => void | Promise<void>): void;
  /** Gives something to the modules that start later. */
  provide<T>(token: Token<T>, value: T): void;
  /** What an earlier module has given. Throws when nobody has. */
  use<T>(token: Token<T>): T;
  /** The same for what may be missing. */
  find<T>(token: Token<T>): T | undefined;
}
