import path from 'node:path';

import type { FactsFile } from '../analysis/facts-file/format.js';
import type { Memory } from '../analysis/memory/memory.js';
import type { Manifest } from '../model/manifest.js';
import { decoded, type Disk, realDisk } from '../shared/disk.js';
import { UserError } from '../shared/errors.js';
import { reasonOf } from './output.js';

/** Repositories of which only facts are there, as a system. */
export interface FactsSystem {
  /** In the place of what earlier runs kept. */
  readonly memory: Memory;
  /** What the repositories say of themselves, with how `own` judges. */
  readonly manifestWith: (own: Manifest | undefined, disk: Disk) => Promise<Manifest | undefined>;
  /** Files whose lines can be shown. */
  readonly shown: Disk;
  readonly files: readonly string[];
}

/** A larger file was not written by msa. */
const MAX_BYTES = 500_000_000;

/** `--facts`: the files are read and checked, and the repositories lie below the root, each under its name. */
export async function openFacts(root: string, names: readonly string[]): Promise<FactsSystem> {
  const [{ parseFacts }, { mount }, { readRepositories }, { noUnits }] = await Promise.all([
    import('../analysis/facts-file/parse.js'),
    import('../analysis/facts-file/mount.js'),
    import('../analysis/manifest/repositories.js'),
    import('../analysis/memory/nothing-kept.js'),
  ]);
  const repositories = names.map((name) => parseFacts(textOf(name), name));
  refuseTwins(names, repositories);
  const { disk, shown, reader, files } = mount(root, repositories);
  const facts: Memory['facts'] = {
    reader: () => reader,
    count: () => ({ asked: 0, fresh: 0 }),
    forget: () => undefined,
    worthKeeping: () => undefined,
  };
  return {
    memory: {
      disk,
      facts,
      units: noUnits,
      recalled: (_step, watched, compute) => compute(watched),
      save: () => ({ known: 0, read: 0 }),
    },
    manifestWith: (own, watched) => readRepositories(own, repositories, { root, disk: watched }),
    shown,
    files,
  };
}

function textOf(name: string): string {
  const file = path.resolve(name);
  const found = realDisk.look(file);
  if (found === undefined)
    throw new UserError('E_FACTS', `the facts ${name} do not exist`, { hint: '`msa extract --output FILE` writes them.' });
  if (found.kind !== 'file') throw new UserError('E_FACTS', `the facts ${name} are no file`, { hint: 'Name files: --facts facts/*.json.' });
  if (found.size > MAX_BYTES)
    throw new UserError('E_FACTS', `the facts ${name} are larger than 500 MB`, { hint: 'Is this the right file?' });
  try {
    return decoded(realDisk.read(file));
  } catch (error) {
    throw new UserError('E_FACTS', `the facts ${name} cannot be read: ${reasonOf(error)}`, { hint: 'Check its permissions.' });
  }
}

function refuseTwins(names: readonly string[], repositories: readonly FactsFile[]): void {
  const seen = new Map<string, string>();
  for (const [at, { name }] of repositories.entries()) {
    const [file = '', twin] = [names[at], seen.get(name.toLowerCase())];
    if (twin !== undefined)
      throw new UserError('E_FACTS', `${twin} and ${file} are both of a repository called ${name}`, {
        hint: 'Extract them with another `--name`, or leave one out.',
      });
    seen.set(name.toLowerCase(), file);
  }
}
