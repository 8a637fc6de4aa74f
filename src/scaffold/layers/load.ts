import path from 'node:path';

import { type Disk, realDisk } from '../../shared/disk.js';
import { UserError } from '../../shared/errors.js';
import { MOST_FILES, type TemplateFolder } from './read.js';

/** Reads a folder of templates. Links are not followed but told; packages and git's own files are no templates. */
export function loadTemplates(folder: string, name: string, disk: Disk = realDisk): TemplateFolder {
  const files = new Map<string, Uint8Array>();
  const others = new Map<string, string>();
  const visit = (below: string): void => {
    for (const { name: entry, kind } of disk.entries(path.join(folder, below))) {
      if (entry === 'node_modules' || entry === '.git') continue;
      const place = below === '' ? entry : `${below}/${entry}`;
      if (kind === 'folder') visit(place);
      if (kind === 'file') files.set(place, disk.read(path.join(folder, place)));
      if (kind === 'link') others.set(place, 'a link');
      if (files.size > MOST_FILES)
        throw new UserError('E_TEMPLATE', `${name} has more than ${MOST_FILES} files`, { hint: 'Name the folder with the layers.' });
    }
  };
  if (disk.look(folder)?.kind !== 'folder') {
    throw new UserError('E_TEMPLATE', `there is no folder of templates at ${name}`, { hint: 'Name a folder with --template.' });
  }
  visit('');
  return { name, files, others };
}
