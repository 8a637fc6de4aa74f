import path from 'node:path';

import { extraction } from '../analysis/extraction.js';
import { factsText } from '../analysis/facts-file/format.js';
import { FACTS_NAME } from '../analysis/facts-file/schema.js';
import { UserError } from '../shared/errors.js';
import { listed, plural } from '../shared/text.js';
import { writeTarget } from './deliver.js';
import { writeError } from './output.js';
import { rootFolder } from './paths.js';

export interface ExtractOptions {
  readonly root: string;
  /** Default: the name of the folder. */
  readonly name: string | undefined;
  readonly output: string | undefined;
  readonly version: string;
}

/** Writes what is known of the repository, for a lint of many. */
export async function extract(options: ExtractOptions): Promise<void> {
  const root = await rootFolder(options.root);
  const name = options.name ?? path.basename(root);
  if (!FACTS_NAME.test(name))
    throw new UserError('E_USAGE', `"${name}" is no name of a repository`, { hint: 'Write --name orders: letters, digits and ._@+-' });
  if (options.output === '') throw new UserError('E_USAGE', '--output names no file', { hint: 'Write --output FILE.' });
  const facts = await extraction({ root, name, tool: { name: 'msa-lint', version: options.version } });
  await writeTarget({ format: 'facts', ...(options.output === undefined ? {} : { file: options.output }) }, factsText(facts));
  const services = facts.services.map((service) => service.name);
  const found = services.length === 0 ? 'no service, only files that may deploy those of others' : listed(services, 5);
  const source = facts.files.filter((file) => file.facts !== undefined).length;
  writeError(`facts of ${name}: ${found}; ${plural(source, 'source file')}`);
}
