import path from 'node:path';

import { gitSource } from '../../scaffold/layers/git-source.js';
import { loadTemplates } from '../../scaffold/layers/load.js';
import type { TemplateFolder } from '../../scaffold/layers/read.js';
import type { Lock } from '../../scaffold/lock.js';
import { realDisk } from '../../shared/disk.js';
import { UserError } from '../../shared/errors.js';
import { gitTemplates } from './git-templates.js';

/** Templates beside those of msa, and where they come from. */
export interface Sources {
  /** As they were typed, in their order. */
  readonly sources: readonly string[];
  /** Commit of each of them that is in git. */
  readonly pins: Readonly<Record<string, string>>;
  /** Those whose state is another than what the lock says. */
  readonly moved: readonly string[];
  readonly folders: readonly TemplateFolder[];
}

interface Asked {
  readonly root: string;
  readonly lock: Pick<Lock, 'templates' | 'pins'> | undefined;
  /** Beside those that the lock knows; another state of one of them takes its place. */
  readonly added: readonly string[];
  /** Ask anew what the tags and branches of those that are added stand for. */
  readonly renew: boolean;
}

/** Reads all templates beside those of msa. */
export async function openSources({ root, lock, added, renew }: Asked): Promise<Sources> {
  const [known, locked] = [lock?.pins ?? {}, lock?.templates ?? []];
  const sources = [...new Map([...locked, ...added].map((text) => [originOf(text), text])).values()];
  const folders: TemplateFolder[] = [];
  const pins: Record<string, string> = {};
  for (const text of sources) {
    const git = gitSource(text);
    if (git === undefined) folders.push(templateFolder(text, root));
    else {
      const { folder, commit } = await gitTemplates(git, renew && added.includes(text) ? undefined : known[text]);
      folders.push(folder);
      pins[text] = commit;
    }
  }
  const before = new Map(locked.map((text) => [originOf(text), known[text]]));
  const moved = sources.filter((text) => before.has(originOf(text)) && before.get(originOf(text)) !== pins[text]);
  return { sources, pins, moved, folders };
}

/** The same for the same templates, whatever their state. */
function originOf(text: string): string {
  const git = gitSource(text);
  return git === undefined ? text : `${git.url}:${git.folder}`;
}

/** A folder (from the root of the workspace), or a package that is installed there. No code of it runs. */
function templateFolder(source: string, root: string): TemplateFolder {
  if (/^\.{0,2}\//.test(source) || source === '.' || path.isAbsolute(source)) return loadTemplates(path.resolve(root, source), source);
  const installed = installedPackage(source, root);
  if (installed !== undefined) return loadTemplates(installed, source);
  throw new UserError('E_TEMPLATE', `there are no templates called ${source}`, {
    hint: `A folder begins with ./ or /, git is github:OWNER/NAME#TAG; a package is installed first: npm install --save-dev ${source}.`,
  });
}

/** As Node finds packages, without running them: node_modules here or above. */
function installedPackage(name: string, from: string): string | undefined {
  const folder = path.join(from, 'node_modules', ...name.split('/'));
  if (/^(@[\w.-]+\/)?[\w.-]+$/.test(name) && !name.includes('..') && realDisk.look(folder)?.kind === 'folder') return folder;
  const above = path.dirname(from);
  return above === from ? undefined : installedPackage(name, above);
}
