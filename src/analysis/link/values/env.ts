import type { EnvEntry } from '../../../model/deployment.js';
import { pathOf, show, type Residual } from '../../../model/residual.js';
import { isInside } from '../../../shared/paths.js';
import type { Place } from '../places.js';
import { concat, hole, holesOf, known, literal, shown, type Text } from './text.js';

/** More alternatives than this say nothing any more. */
const MAX_TEXTS = 16;

const memo = new WeakMap<Place, Map<Residual, readonly Text[]>>();

/** All texts that a value may be under the environment of a place; never empty. */
export function textsOf(value: Residual, place: Place): readonly Text[] {
  let table = memo.get(place);
  if (table === undefined) memo.set(place, (table = new Map<Residual, readonly Text[]>()));
  const found = table.get(value);
  if (found !== undefined) return found;
  const texts = distinct(evaluate(value, place)).slice(0, MAX_TEXTS);
  table.set(value, texts);
  return texts;
}

/** The one text that a value is; where it may be several and nothing decides between them, a hole that shows them all. */
export function textOf(value: Residual | undefined, place: Place): Text | undefined {
  if (value === undefined) return undefined;
  const texts = textsOf(value, place);
  const set = texts.filter(({ uses }) => uses.length > 0);
  const [text, ...others] = deployed(set.length > 0 ? set : texts);
  return others.length === 0 ? text : hole({ text: texts.map(shown).join(' | ') });
}

/** What runs in tests, or on the developer's machine, is left where there is nothing else. */
function deployed(texts: readonly Text[]): readonly Text[] {
  return without(
    without(texts, /(?:^|[^a-z])(?:test|testing|tests)(?:[^a-z]|$)/i),
    /(?:^|[^a-z0-9])(?:localhost|127\.0\.0\.1)(?:[^a-z0-9]|$)/i,
  );
}

function without(texts: readonly Text[], pattern: RegExp): readonly Text[] {
  const others = texts.filter((text) => !pattern.test(shown(text)));
  return others.length > 0 ? others : texts;
}

/** The text of a `${VAR}` template of a deployment file. */
export function templateText(template: string, place: Place): Text {
  const parts = template.split(/(\$\{[A-Za-z_][A-Za-z0-9_]*(?::?-[^}]*)?\})/);
  return concat(
    parts.map((part) => {
      const [, name, fallback] = /^\$\{([A-Za-z_][A-Za-z0-9_]*)(?::?-([^}]*))?\}$/.exec(part) ?? [];
      if (name === undefined) return literal(part);
      const entry = entryOf(name, place);
      return entry === undefined && fallback !== undefined ? literal(fallback) : envText(name, place);
    }),
  );
}

function evaluate(value: Residual, place: Place): readonly Text[] {
  switch (value.k) {
    case 'lit':
      return value.v === null ? [hole({ text: 'null' })] : [literal(String(value.v))];
    case 'env':
      return [envText(value.name, place)];
    case 'tpl':
      return product(value.parts.map((part) => textsOf(part, place)));
    case 'first':
      return firstKnown(value.of, place);
    case 'any':
      return withoutNoise(value.of.flatMap((option) => textsOf(option, place)));
    default: {
      const path = pathOf(value);
      return [hole({ text: show(value), ...(path !== undefined && { path }) })];
    }
  }
}

function entryOf(name: string, { deployment }: Place): EnvEntry | undefined {
  const env = deployment?.env ?? {};
  return Object.hasOwn(env, name) ? env[name] : undefined;
}

function envText(name: string, place: Place): Text {
  const entry = entryOf(name, place);
  if (entry === undefined) return hole({ text: `{${name}}`, env: name });
  const uses = [{ name, entry }];
  if (entry.value !== undefined && isPlaceholder(entry))
    return hole({ text: `{${name}}`, env: name, ...originOf(name, entry, place) }, uses);
  if (entry.value !== undefined) return { ...entryText(entry.value, entry, place), uses };
  const { at } = entry;
  const identity = entry.secret ?? `entry:${at.file}:${at.line}:${at.column}`;
  return hole({ text: `{${identity}}`, env: name, identity }, uses);
}

/** `https://your-shop.example`, `postgres://<user>:<password>@<host>/shop`: a URL that leads nowhere. */
const NO_HOST = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^@/]*@)?(?:<[^<>]+>|your[-_])/i;

/** `replace-with-connection-string`, `<your-url>`: a sample says here that there is something to be filled in. */
function isPlaceholder({ source, value = '', at }: EnvEntry): boolean {
  const isSample = source === 'dotenv-example' || (source === 'env_file' && /example|sample|template/.test(at.file));
  return (
    isSample && (NO_HOST.test(value) || !/[:/.@]/.test(value)) && /replace|your|change.?me|fill|insert|<.+>|xxx|^\w+(?: \w+)+$/i.test(value)
  );
}

/** One sample for all is filled in once; what is filled into a service's own is nobody else's. */
function originOf(name: string, { at }: EnvEntry, { unit }: Place): { readonly identity?: string } {
  return unit.path !== '.' && !isInside(at.file, unit.path) ? { identity: `${at.file}:\${${name}}` } : {};
}

/**
 * What is left of `${VAR}` after discovery is not set in this profile: the same for all who are given it there, but not for those who read
 * it from a file of their own.
 */
function entryText(value: string, entry: EnvEntry, { profile }: Place): Text {
  const parts = value.split(/\$(?:\{([A-Za-z_][A-Za-z0-9_]*)\}|\(([A-Za-z_][A-Za-z0-9_]*)\))/);
  const texts = [];
  for (let i = 0; i < parts.length; i += 3) {
    texts.push(literal(parts[i] ?? ''));
    const name = parts[i + 1] ?? parts[i + 2];
    if (name !== undefined)
      texts.push(hole({ text: `{${name}}`, env: name, ...(!isOwnFile(entry) && { identity: `${profile}:\${${name}}` }) }));
  }
  const text = concat(texts);
  return text.pieces.length === 0 ? literal('') : text;
}

function isOwnFile({ source }: EnvEntry): boolean {
  return source === 'dotenv' || source === 'dotenv-example';
}

/** The first that is set; else the first with anything known in it: an empty default tells less than the variable before it. */
function firstKnown(options: readonly Residual[], place: Place): readonly Text[] {
  const all = options.map((option) => textsOf(option, place));
  const withPiece = (isMeant: (piece: Text['pieces'][number]) => boolean): readonly Text[] | undefined =>
    all.find((texts) => texts.some(({ pieces }) => pieces.some(isMeant)));
  const chosen =
    all.find((texts) => texts.some(isSet)) ??
    withPiece((piece) => typeof piece === 'string' && piece !== '') ??
    withPiece((piece) => typeof piece !== 'string' && piece.env !== undefined) ??
    withPiece((piece) => typeof piece === 'string') ??
    all[0] ??
    [];
  const before = all.slice(0, all.indexOf(chosen)).flat().flatMap(holesOf);
  const unset = [...new Set(before.flatMap(({ env }) => env ?? []))];
  return unset.length > 0 ? chosen.map((text) => ({ ...text, unset: [...unset, ...(text.unset ?? [])] })) : chosen;
}

function isSet(text: Text): boolean {
  const whole = known(text);
  return whole === undefined ? holesOf(text).every(({ identity }) => identity !== undefined) : whole !== '';
}

/** Beside something known, an alternative of which nothing is known (a variable before it is set) says nothing. */
function withoutNoise(texts: readonly Text[]): readonly Text[] {
  const telling = texts.filter(
    (text) => text.uses.length > 0 || text.pieces.some((piece) => typeof piece === 'string' || piece.env !== undefined),
  );
  return telling.length > 0 ? telling : texts;
}

/** Each combination of the parts. */
export function product(parts: readonly (readonly Text[])[]): readonly Text[] {
  let texts: readonly Text[] = [{ pieces: [], uses: [] }];
  for (const options of parts) texts = texts.flatMap((text) => options.map((option) => concat([text, option]))).slice(0, MAX_TEXTS);
  return texts;
}

function distinct(texts: readonly Text[]): readonly Text[] {
  const seen = new Set<string>();
  return texts.filter((text) => {
    const key = shown(text);
    return !seen.has(key) && seen.add(key);
  });
}
