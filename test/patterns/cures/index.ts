import { calls } from './calls.js';
import type { Cure } from './cure.js';
import { data } from './data.js';
import { deployment } from './deployment.js';
import { sagas } from './sagas.js';
import { security } from './security.js';

/** One row for each rule whose cure is a layer. */
export const CURES: readonly Cure[] = [...calls, ...data, ...deployment, ...sagas, ...security];
