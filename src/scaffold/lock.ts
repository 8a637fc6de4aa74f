import { parseJson } from '../shared/json.js';
import { UserError } from '../shared/errors.js';
import type { FileClass, Wanted, WantedService } from './wanted.js';

/** msa.lock.json: what was made, from what, and which files are whose. */
export interface Lock {
  readonly version: 1;
  /** Version of msa whose templates were rendered. */
  readonly msa: string;
  /** Sources of templates beside those of msa. */
  readonly templates: readonly string[];
  /** Commit of each of them that is in git. */
  readonly pins?: Readonly<Record<string, string>>;
  readonly name: string;
  readonly services: Wanted['services'];
  /** Path → class and hash of what the template said. */
  readonly files: Readonly<Record<string, LockedFile>>;
}

export interface LockedFile {
  readonly class: FileClass;
  /** Of the rendered content; its text lies in .msa/pristine under this name, seeds excepted. */
  readonly hash: string;
  /** Hash of what was there before msa, which lies in .msa/pristine too. */
  readonly original?: string;
}

export const LOCK = 'msa.lock.json';

export function parseLock(text: string): Lock {
  let value: unknown;
  try {
    ({ value } = parseJson(text));
  } catch (error) {
    throw new UserError('E_LOCK', `${LOCK} is no valid JSON: ${error instanceof Error ? error.message : ''}`, { hint: HINT });
  }
  if (isLock(value)) return value;
  throw new UserError('E_LOCK', `${LOCK} is not what msa has written`, { hint: HINT });
}

const HINT = 'Take it from version control; where two branches have changed it, take one and run the other’s command again.';

function isLock(value: unknown): value is Lock {
  const { version, services, files, name, templates, pins = {} } = isMap(value) ? value : {};
  if (version !== 1 || typeof name !== 'string' || !areTexts(templates) || !isMap(services) || !isMap(files)) return false;
  if (!isMap(pins) || !Object.values(pins).every((commit) => typeof commit === 'string' && HASH.test(commit))) return false;
  const areServices = Object.values(services).every(
    (service) =>
      isMap(service) &&
      typeof service.path === 'string' &&
      typeof service.port === 'number' &&
      Array.isArray(service.patterns) &&
      isMap(service.answers),
  );
  return areServices && Object.values(files).every((file) => isMap(file) && typeof file.hash === 'string' && HASH.test(file.hash));
}

const HASH = /^[0-9a-f]{40}$/;

function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Keys in order, so that the same workspace has the same lock whatever led there. */
export function printLock({ version, msa, templates, pins = {}, name, services, files }: Lock): string {
  const tidy = Object.entries(services).map(([key, { path, port, patterns, answers }]): [string, WantedService] => [
    key,
    { path, port, patterns: [...patterns].sort(), answers: sortedKeys(answers) },
  ]);
  const pinned = Object.keys(pins).length === 0 ? {} : { pins: sortedKeys(pins) };
  const made = { services: sortedKeys(Object.fromEntries(tidy)), files: sortedKeys(files) };
  return `${JSON.stringify({ version, msa, templates, ...pinned, name, ...made }, null, 2)}\n`;
}

function sortedKeys<T>(entries: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}
