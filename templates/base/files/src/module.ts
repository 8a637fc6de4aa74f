import type { z } from 'zod';

import type { Shape } from './config.js';
import type { Service } from './service.js';

/**
 * The order modules start in; they stop in the reverse one.
 *
 * - `foundation`: what others stand on: tracing, database, broker.
 * - `guard`: what sees every call: authentication, limits, breakers.
 * - `feature`: routes, consumers, everything else.
 */
export type Stage = 'foundation' | 'guard' | 'feature';

/**
 * A part of the service, in a folder of its own. It knows its own settings and nobody else's, and meets the other
 * parts only through what `Service` offers. `src/modules.ts` lists those that run.
 */
export interface Module<Settings extends Shape = Shape> {
  readonly name: string;
  readonly stage: Stage;
  /** Environment variable → schema. All modules are checked together, before any of them starts. */
  readonly env: Settings;
  /** Registers routes, interceptors, checks. Nothing runs in the background yet: that begins in `service.onListening`. */
  start(service: Service, env: z.output<z.ZodObject<Settings>>): void | Promise<void>;
}

/** The same module; infers the type of its settings. */
export function defineModule<Settings extends Shape>(module: Module<Settings>): Module<Settings> {
  return module;
}
