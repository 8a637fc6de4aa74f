import { calls } from './calls.js';
import { data } from './data.js';
import { deployment } from './deployment.js';
import type { Essential } from './essential.js';
import { events } from './events.js';
import { gateway } from './gateway.js';
import { insight } from './insight.js';
import { sagas } from './sagas.js';
import { security } from './security.js';

/** One row for each rule that a pattern with a layer names. */
export const ESSENTIALS: readonly Essential[] = [
  ...calls,
  ...data,
  ...deployment,
  ...events,
  ...gateway,
  ...insight,
  ...sagas,
  ...security,
];
