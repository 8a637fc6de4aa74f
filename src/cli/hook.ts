import { chmod, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';

import { type HookPlaces, hookPlaces } from '../history/hooks.js';
import { type Manager, MANAGERS } from '../hooks/managers.js';
import { hookCommand, withBlock, withoutBlock } from '../hooks/shell.js';
import { UserError } from '../shared/errors.js';
import { reasonOf, writeError, writeFileAtomic } from './output.js';
import { rootFolder } from './paths.js';

const PLAIN: Omit<Manager, 'signs'> = { name: 'git', add: withBlock, remove: withoutBlock, isScript: true };

interface Target {
  readonly manager: Omit<Manager, 'signs'>;
  readonly file: string;
  readonly places: HookPlaces;
}

/** Puts `msa lint --staged` into what runs at a commit; what stands there already stays. */
export async function installHook(given: string): Promise<void> {
  const { manager, file, places } = await target(given);
  const before = await textOf(file);
  const after = manager.add(before, hookCommand(places.root));
  const shown = shownFrom(places.top, file);
  if (after === before) {
    writeError(`${shown} runs msa already (${manager.name})`);
    return;
  }
  await write(file, after);
  if (manager.isScript) await chmod(file, 0o755);
  writeError(`${before === undefined ? 'wrote' : 'added msa to'} ${shown} (${manager.name}); \`msa hook uninstall\` takes it out`);
}

/** Takes out what installHook put in, and nothing else. */
export async function uninstallHook(given: string): Promise<void> {
  const { manager, file, places } = await target(given);
  const before = await textOf(file);
  const shown = shownFrom(places.top, file);
  const after = before === undefined ? before : manager.remove(before);
  if (after === before) {
    writeError(`${shown} does not run msa (${manager.name})`);
    return;
  }
  if (after === undefined) await rm(file);
  else await write(file, after);
  writeError(`${after === undefined ? 'removed' : 'took msa out of'} ${shown} (${manager.name})`);
}

async function target(given: string): Promise<Target> {
  const places = hookPlaces(await rootFolder(given));
  for (const { signs, ...manager } of MANAGERS) {
    for (const sign of signs) {
      const found = await stat(path.join(places.top, sign)).catch(() => undefined);
      if (found !== undefined) return { manager, file: path.join(places.top, manager.file ?? sign), places };
    }
  }
  return { manager: PLAIN, file: places.script, places };
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new UserError('E_HOOK', `${file} cannot be read: ${reasonOf(error)}`, { hint: 'Check its permissions.' });
  });
}

async function write(file: string, text: string): Promise<void> {
  await writeFileAtomic(file, text).catch((error: unknown) => {
    throw new UserError('E_OUTPUT', `${file} cannot be written: ${reasonOf(error)}`, { hint: 'Check its permissions.' });
  });
}

function shownFrom(top: string, file: string): string {
  const relative = path.relative(top, file);
  return relative.startsWith('..') ? file : relative.split(path.sep).join('/');
}
