import path from 'node:path';

import { UserError } from '../../shared/errors.js';
import { type CiSystem, ciFile } from './ci-templates.js';
import { createFileAtomic, reasonOf, writeError, writeOutput } from '../output.js';
import { isInside, prefixes, repositoryOf, rootFolder } from '../paths.js';

export interface InitCiOptions {
  readonly system: CiSystem;
  readonly root: string;
  readonly dryRun: boolean;
  readonly version: string;
}

/** Writes the file that runs msa in CI to the top of the repository; one that is there is never touched. */
export async function initCi({ system, root: given, dryRun, version }: InitCiOptions): Promise<void> {
  const root = await rootFolder(given);
  const top = await repositoryOf(root);
  const below = top === undefined ? '' : (await prefixes(root)).repository.replace(/\/$/, '');
  const { path: name, text } = ciFile(system, { version, root: below });
  if (dryRun) {
    writeOutput(text);
    return;
  }
  await create(top ?? root, name, text);
  writeError(`wrote ${name}. Read it through and commit it.`);
}

async function create(top: string, name: string, text: string): Promise<void> {
  const file = path.join(top, name);
  if (!(await isInside(top, path.dirname(file)))) {
    throw new UserError('E_OUTPUT', `${path.dirname(name)} is a link that leads out of the repository`, { hint: HINT });
  }
  const isNew = await createFileAtomic(file, text).catch((error: unknown) => {
    throw new UserError('E_OUTPUT', `${name} cannot be written: ${reasonOf(error)}`, { hint: HINT });
  });
  if (!isNew) throw new UserError('E_EXISTS', `${name} is there already`, { hint: HINT });
}

const HINT = '--dry-run prints what it would write.';
