import type { Baseline, BaselineEntry } from '../model/baseline.js';
import { isDay } from '../shared/day.js';
import { UserError } from '../shared/errors.js';
import { JsonError, type JsonText, parseJson, type Position } from '../shared/json.js';
import { didYouMean } from '../shared/text.js';

/** The text of a baseline file, checked. What is wrong with it is one UserError E_BASELINE with file:line:column and a hint. */
export function parseBaseline(text: string, file: string): Baseline {
  const json = guarded(text, file);
  const top = asMap(json.value);
  if (top === undefined) throw mistake('it is no map', { file, at: START, hint: REWRITE });
  const place = { file, at: START };
  refuseUnknown(top, ['version', 'findings'], place);
  if (top.get('version') !== 1) throw mistake('its "version" is not 1', { ...place, hint: 'This msa reads version 1.' });
  const list = top.get('findings');
  if (!Array.isArray(list)) throw mistake('its "findings" is no list', { ...place, hint: REWRITE });
  const entries = list.map((item: unknown) => entryOf(item, json, file));
  refuseDoubles(entries);
  return { file, entries };
}

const START: Position = { line: 1, column: 1 };
const REWRITE = 'Take it back from version control, or delete it and run `msa baseline add`.';

interface Place {
  readonly file: string;
  readonly at: Position;
}

function guarded(text: string, file: string): JsonText {
  try {
    return parseJson(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw mistake(error.message, {
      file,
      at: error.at,
      hint: isUnmerged(text) ? 'Resolve the merge conflict: keep the lines of both sides.' : REWRITE,
    });
  }
}

function isUnmerged(text: string): boolean {
  return /^<{7} /m.test(text);
}

interface Field {
  readonly isValid: (value: unknown) => boolean;
  readonly expected: string;
  readonly optional?: true;
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

const FIELDS: Readonly<Record<string, Field>> = {
  id: { isValid: (value) => typeof value === 'string' && /^[\da-f]{8}$/.test(value), expected: '8 hex digits' },
  rule: { isValid: isText, expected: 'a rule id' },
  subject: { isValid: (value) => typeof value === 'string', expected: 'a text' },
  reason: { isValid: isText, expected: 'a text that says why' },
  expires: { isValid: (value) => typeof value === 'string' && isDay(value), expected: 'a day as YYYY-MM-DD', optional: true },
  metrics: { isValid: isMeasures, expected: 'a map of numbers', optional: true },
};

function isMeasures(value: unknown): boolean {
  const measures = asMap(value);
  return measures !== undefined && [...measures.values()].every((one) => typeof one === 'number');
}

function entryOf(item: unknown, json: JsonText, file: string): BaselineEntry {
  const fields = asMap(item);
  if (fields === undefined || typeof item !== 'object' || item === null)
    throw mistake('an entry of "findings" is no map', { file, at: START, hint: REWRITE });
  const place = { file, at: json.startOf(item) };
  refuseUnknown(fields, Object.keys(FIELDS), place);
  for (const [name, { isValid, expected, optional }] of Object.entries(FIELDS)) {
    const value = fields.get(name);
    if (value === undefined ? optional !== true : !isValid(value)) {
      throw mistake(`the entry needs "${name}"`, { ...place, hint: `"${name}" is ${expected}.` });
    }
  }
  // Every field was just checked.
  const entry = item as Omit<BaselineEntry, 'metrics' | 'at'> & Partial<Pick<BaselineEntry, 'metrics'>>;
  return { ...entry, metrics: entry.metrics ?? {}, at: { file, ...place.at } };
}

function refuseUnknown(fields: ReadonlyMap<string, unknown>, known: readonly string[], place: Place): void {
  for (const key of fields.keys()) {
    if (!known.includes(key))
      throw mistake(`unknown key "${key}"`, { ...place, hint: didYouMean(key, known) ?? `Known keys: ${known.join(', ')}.` });
  }
}

function refuseDoubles(entries: readonly BaselineEntry[]): void {
  const seen = new Set<string>();
  for (const { id, at } of entries) {
    if (seen.has(id))
      throw mistake(`the finding ${id} stands here for the second time`, { file: at.file, at, hint: 'Keep one of the two lines.' });
    seen.add(id);
  }
}

function mistake(what: string, { file, at, hint }: Place & { readonly hint: string }): UserError {
  return new UserError('E_BASELINE', `${file} is no baseline: ${what}`, { at: `${file}:${at.line}:${at.column}`, hint });
}

function asMap(value: unknown): ReadonlyMap<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : undefined;
}
