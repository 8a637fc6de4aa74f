import { closest } from '../shared/closest.js';
import { UserError } from '../shared/errors.js';

/** A report to write: to `file`, or to stdout. */
export interface Target {
  readonly format: string;
  readonly file?: string;
}

/** `--format text --format json=report.json --output report.txt` → what goes where. At most one report goes to stdout. */
export function targets(formats: readonly string[], output: string | undefined, known: readonly string[]): Target[] {
  const all = formats.map((text) => target(text, known));
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

function target(text: string, known: readonly string[]): Target {
  const cut = text.indexOf('=');
  const format = cut === -1 ? text : text.slice(0, cut);
  const file = cut === -1 ? undefined : text.slice(cut + 1);
  if (!known.includes(format)) {
    const near = closest(format, known);
    throw new UserError('E_USAGE', `there is no format "${format}"`, {
      hint: near === undefined ? `Formats: ${known.join(', ')}.` : `Did you mean ${near}?`,
    });
  }
  if (file === '') throw new UserError('E_USAGE', `--format ${text} names no file`, { hint: `Write --format ${format}=FILE.` });
  return file === undefined ? { format } : { format, file };
}
