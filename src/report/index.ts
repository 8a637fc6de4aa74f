import { json } from './json.js';
import type { Reporter } from './reporter.js';
import { text } from './text.js';

/** Reporters by the name that `--format` takes. */
export const reporters: Readonly<Record<string, Reporter>> = { text, json };
