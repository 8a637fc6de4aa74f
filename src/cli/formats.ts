import { closest } from '../shared/closest.js';
import { UserError } from '../shared/errors.js';

/** A report to write: to `file`, or to stdout. */
export interface Target {
  readonly format: string;
  readonly file?: string;
}

/** What `--format` may name. */
export interface Formats {
  readonly known: readonly string[];
  /** Not to be judged before the plugins are known. */
  readonly isOfPlugin?: (format: string) => boolean;
}

/** `--format text --format json=report.json --output report.txt` → what goes where. At most one report goes to stdout. */
export function targets(formats: readonly string[], output: string | undefined, names: Formats): Target[] {
  const all = formats.map((text) => target(text, names));
  const open = all.filter((one) => one.file === undefined);
  if (open.length > 1) {
    throw new UserError('E_USAGE', `two reports for one place: ${open.map((one) => one.format).join(' and ')}`, {
      hint: 'Give all but one a file: --format json=report.json.',
    });
  }
  if (output === undefined) return all;
  if (output === '') throw new UserError('E_USAGE', '--output names no file', { hint: 'Write --output FILE.' });
  if (open.length === 0)
    throw new UserError('E_USAGE', '--output has nothing to write', { hint: 'Every --format has its own file already.' });
  return all.map((one) => (one.file === undefined ? { ...one, file: output } : one));
}

function target(text: string, { known, isOfPlugin }: Formats): Target {
  const cut = text.indexOf('=');
  const format = cut === -1 ? text : text.slice(0, cut);
  const file = cut === -1 ? undefined : text.slice(cut + 1);
  if (isOfPlugin?.(format) !== true) assertFormat(format, known);
  if (file === '') throw new UserError('E_USAGE', `--format ${text} names no file`, { hint: `Write --format ${format}=FILE.` });
  return file === undefined ? { format } : { format, file };
}

/** Whether there is such a report is known when the plugins are. */
export function isOfPlugin(format: string): boolean {
  return format.includes('/');
}

/** Refuses reports of plugins that there are not. */
export function assertFormats(all: readonly Target[], known: readonly string[]): void {
  for (const { format } of all) assertFormat(format, known);
}

function assertFormat(format: string, known: readonly string[]): void {
  if (known.includes(format)) return;
  const near = closest(format, known);
  throw new UserError('E_USAGE', `there is no format "${format}"`, {
    hint: near === undefined ? `Formats: ${known.join(', ')}.` : `Did you mean ${near}?`,
  });
}
