import { lstat } from 'node:fs/promises';
import path from 'node:path';

import { analyze } from '../../analysis/analyze.js';
import { writeManifest } from '../../analysis/manifest/write.js';
import { UserError } from '../../shared/errors.js';
import { plural } from '../../shared/text.js';
import { assertServices } from '../analyse.js';
import { createFileAtomic, reasonOf, writeError, writeOutput } from '../output.js';
import { rootFolder } from '../paths.js';

export interface InitOptions {
  readonly root: string;
  readonly dryRun: boolean;
}

/** Writes msa.yaml with what is discovered; a manifest that is there is never touched. */
export async function init(options: InitOptions): Promise<void> {
  const root = await rootFolder(options.root);
  if (!options.dryRun) await refuseExisting(root);
  const { analysis, discovery } = await analyze({ root });
  assertServices(analysis);
  const text = writeManifest(discovery, analysis.system);
  if (options.dryRun) {
    writeOutput(text);
    return;
  }
  await create(path.join(root, NAME), text);
  const { services, datastores } = analysis.system;
  const found = `${plural(services.length, 'service')}, ${plural(datastores.length, 'datastore')}`;
  writeError(`wrote ${NAME}: ${found}. Read it through, correct it, commit it.`);
}

const NAME = 'msa.yaml';

/** Asked before the work; a link into nothing is something too. */
async function refuseExisting(root: string): Promise<void> {
  for (const name of [NAME, 'msa.yml']) {
    if ((await lstat(path.join(root, name)).catch(() => undefined)) !== undefined) throw thereAlready(name);
  }
}

async function create(file: string, text: string): Promise<void> {
  const isNew = await createFileAtomic(file, text).catch((error: unknown) => {
    throw new UserError('E_OUTPUT', `${NAME} cannot be written: ${reasonOf(error)}`, { hint: 'msa init --dry-run prints it instead.' });
  });
  if (!isNew) throw thereAlready(NAME);
}

function thereAlready(name: string): UserError {
  return new UserError('E_EXISTS', `${name} is there already`, { hint: 'msa init --dry-run prints what it would write.' });
}
