import { mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isatty } from 'node:tty';

/** To stdout, which is for the report alone. Never followed by process.exit(), so that pipes get all of it. */
export function writeOutput(text: string): void {
  if (text !== '') process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** To stderr, which is for people. */
export function writeError(text: string): void {
  if (text !== '') process.stderr.write(`${text}\n`);
}

/** Says at the end, on stderr, why msa exits as it does. */
export function exitWith(code: number, reason: string): void {
  process.exitCode = code;
  writeError(`exit ${code}: ${reason}`);
}

/** The whole file or nothing: written beside its place, then renamed. Devices and pipes are written to as they are. */
export async function writeFileAtomic(file: string, text: string): Promise<void> {
  const target = await realpath(file).catch(() => path.resolve(file));
  const isSpecial = await stat(target).then(
    (found) => !found.isFile(),
    () => false,
  );
  if (isSpecial) {
    await writeFile(target, text);
    return;
  }
  await mkdir(path.dirname(target), { recursive: true });
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Flag first, then FORCE_COLOR and NO_COLOR (https://no-color.org), then whether a terminal looks on. */
export function wantsColor(flag: boolean | undefined): boolean {
  if (flag !== undefined) return flag;
  const { FORCE_COLOR, NO_COLOR, TERM } = process.env;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  return isatty(1) && TERM !== 'dumb';
}

/** Columns of a report that goes to no terminal: the same on every machine. */
const WIDTH = 100;

export function terminalWidth(): number {
  return isatty(1) ? Math.max(60, process.stdout.columns) : WIDTH;
}
