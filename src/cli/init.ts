import { stat } from 'node:fs/promises';
import path from 'node:path';

import { writeManifest } from '../analysis/manifest/write.js';
import { UserError } from '../shared/errors.js';
import { plural } from '../shared/text.js';
import { analyseSystem } from './analyse.js';
import { writeError, writeFileAtomic, writeOutput } from './output.js';
import { rootFolder } from './paths.js';

export interface InitOptions {
  readonly root: string;
  readonly dryRun: boolean;
}

/** Writes msa.yaml with what is discovered; a manifest that is there is never touched. */
export async function init(options: InitOptions): Promise<void> {
  const root = await rootFolder(options.root);
  if (!options.dryRun) await refuseExisting(root);
  const { analysis, discovery } = await analyseSystem(root, undefined);
  const text = writeManifest(discovery, analysis.system);
  if (options.dryRun) {
    writeOutput(text);
    return;
  }
  await writeFileAtomic(path.join(root, 'msa.yaml'), text);
  const { services, datastores } = analysis.system;
  const found = `${plural(services.length, 'service')}, ${plural(datastores.length, 'datastore')}`;
  writeError(`wrote msa.yaml: ${found}. Read it through, correct it, commit it.`);
}

async function refuseExisting(root: string): Promise<void> {
  for (const name of ['msa.yaml', 'msa.yml']) {
    const there = await stat(path.join(root, name)).then(
      () => true,
      () => false,
    );
    if (there) throw new UserError('E_EXISTS', `${name} is there already`, { hint: 'msa init --dry-run prints what it would write.' });
  }
}
