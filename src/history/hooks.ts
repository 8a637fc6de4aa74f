import { realpathSync } from 'node:fs';
import path from 'node:path';

import { UserError } from '../shared/errors.js';
import { gitIn, told } from './git.js';

export interface HookPlaces {
  /** Top of the working tree. */
  readonly top: string;
  /** The root from there, POSIX; '' for the top itself. */
  readonly root: string;
  /** Git's own pre-commit script: of this working tree or of all, or where core.hooksPath says. */
  readonly script: string;
}

export function hookPlaces(root: string): HookPlaces {
  const git = gitIn(root, { ownHooks: true });
  const top = path.resolve(told(git, ['rev-parse', '--show-toplevel']));
  const atTop = gitIn(top, { ownHooks: true });
  const common = path.resolve(top, told(atTop, ['rev-parse', '--git-common-dir']));
  const hooks = path.resolve(
    top,
    told(atTop, ['config', '--type=path', '--get', 'core.hooksPath']) || told(atTop, ['rev-parse', '--git-path', 'hooks']),
  );
  if (![top, common].some((folder) => isInside(hooks, folder))) {
    throw new UserError('E_HOOK', `core.hooksPath leads out of the repository, to ${hooks}`, {
      hint: 'A hook there runs in all repositories. Set core.hooksPath of this one, or call `msa lint --staged` in the hook yourself.',
    });
  }
  return { top, root: path.relative(top, realpathSync(root)).split(path.sep).join('/'), script: path.join(hooks, 'pre-commit') };
}

function isInside(place: string, folder: string): boolean {
  const relative = path.relative(folder, place);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
