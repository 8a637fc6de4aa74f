import { lit, template, unknown, type Residual } from '../../../model/residual.js';
import { listOf } from '../select.js';

/** More names than this are no list that somebody wrote. */
const MAX_NAMES = 32;
const PATTERN = /^\/(.+)\/[a-z]*$/s;

/** Topics that are asked for, by their names or by patterns: of a list each one, of what is not known nothing. */
export function topicsIn(given: Residual | undefined): readonly Residual[] {
  if (given?.k === 'array') return given.items.flatMap(topicsIn);
  if (given?.k === 'any' || given?.k === 'first') return given.of.flatMap(topicsIn);
  return given?.k === 'unknown' ? namesOfPattern(given.text) : listOf(given);
}

/** Names that a regular expression selects, as far as it is a list of them: `/shop\.(orders|bills)/`; what is open in it stays unknown. */
function namesOfPattern(text: string): readonly Residual[] {
  const [, source] = PATTERN.exec(text) ?? [];
  const names = source === undefined ? [] : expanded(source.replace(/^\^|\$$/g, ''));
  const read = names.flatMap((name) => nameOf(name) ?? []);
  return names.length > MAX_NAMES || read.length < names.length ? [] : read;
}

/** One text for each combination of alternatives; groups in groups are left as they are. */
function expanded(source: string): string[] {
  const [, before, inside, after] = /^([^()]*)\((?:\?:)?([^()]*)\)(.*)$/s.exec(source) ?? [];
  if (before === undefined || inside === undefined || after === undefined) return source.includes('(') ? [source] : source.split('|');
  const rest = expanded(after);
  return inside
    .split('|')
    .flatMap((one) => rest.map((end) => `${before}${one}${end}`))
    .slice(0, MAX_NAMES + 1);
}

/** A point is nearly always meant as one; `.*` is anything. */
function nameOf(name: string): Residual | undefined {
  const parts = name.split(/\.[*+]/).map((part) => part.replace(/\\([.\-/_])/g, '$1'));
  if (parts.some((part) => /[()[\]{}|?*+^$\\]/.test(part))) return undefined;
  const [only] = parts;
  return parts.length === 1 && only !== undefined
    ? lit(only)
    : template(parts.flatMap((part, i) => [...(i === 0 ? [] : [unknown('.*')]), lit(part)]));
}
