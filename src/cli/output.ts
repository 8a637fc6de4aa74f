import { rmSync } from 'node:fs';
import { appendFile, link, mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
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

/** Says at the end, on stderr, why msa exits as it does. A failure that was told before, of the output itself, stays. */
export function exitWith(code: number, reason: string): void {
  if (process.exitCode !== undefined) return;
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
  await makeFolder(path.dirname(target));
  const temporary = `${target}.${process.pid}.tmp`;
  await leavingNothing(temporary, async () => {
    await writeFile(temporary, text);
    await rename(temporary, target);
  });
}

/** What is written is gone when it fails, or when a signal ends msa meanwhile, as it would have without us. */
async function leavingNothing(temporary: string, write: () => Promise<void>): Promise<void> {
  const interrupted = (signal: NodeJS.Signals): void => {
    rmSync(temporary, { force: true });
    for (const one of SIGNALS) process.off(one, interrupted);
    process.kill(process.pid, signal);
  };
  for (const one of SIGNALS) process.on(one, interrupted);
  try {
    await write();
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    for (const one of SIGNALS) process.off(one, interrupted);
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Behind what others have written to the file. */
export async function appendToFile(file: string, text: string): Promise<void> {
  await appendFile(file, text);
}

/** As writeFileAtomic, but says false and leaves what is there when there is something, also when it came meanwhile. */
export async function createFileAtomic(file: string, text: string): Promise<boolean> {
  await makeFolder(path.dirname(file));
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await leavingNothing(temporary, async () => {
      await writeFile(temporary, text);
      await link(temporary, file).catch(async (error: unknown) => {
        if (codeOf(error) === 'EEXIST') throw error;
        await writeFile(file, text, { flag: 'wx' }); // a file system without hard links
      });
    });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** Not `mkdir` with `recursive`: where a parent cannot have folders (/proc), that never ends. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || path.dirname(folder) === folder) throw error;
    await makeFolder(path.dirname(folder));
    await mkdir(folder);
  }
}

/** What the system says, without the path: who asks has named it. */
export function reasonOf(error: unknown): string {
  const [reason = ''] = (error instanceof Error ? error.message : String(error)).split(/, \w+ '/);
  return reason;
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
/** Narrower than this, places and rule names no longer fit. */
const NARROWEST = 60;

/** COLUMNS first, then the terminal. */
export function terminalWidth(): number {
  const asked = Number(process.env.COLUMNS);
  const columns = Number.isInteger(asked) && asked > 0 ? asked : isatty(1) ? process.stdout.columns : 0;
  return columns > 0 ? Math.max(NARROWEST, columns) : WIDTH;
}
