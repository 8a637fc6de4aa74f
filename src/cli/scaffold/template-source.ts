import path from 'node:path';

import { loadTemplates } from '../../scaffold/layers/load.js';
import type { TemplateFolder } from '../../scaffold/layers/read.js';
import { realDisk } from '../../shared/disk.js';
import { UserError } from '../../shared/errors.js';

/** A folder (from the root of the workspace), or a package that is installed there. No code of it runs. */
export function templateFolder(source: string, root: string): TemplateFolder {
  if (/^\.{0,2}\//.test(source) || source === '.' || path.isAbsolute(source)) return loadTemplates(path.resolve(root, source), source);
  const installed = installedPackage(source, root);
  if (installed !== undefined) return loadTemplates(installed, source);
  throw new UserError('E_TEMPLATE', `there are no templates called ${source}`, {
    hint: `A folder begins with ./ or /; a package is installed first: npm install --save-dev ${source}.`,
  });
}

/** As Node finds packages, without running them: node_modules here or above. */
function installedPackage(name: string, from: string): string | undefined {
  const folder = path.join(from, 'node_modules', ...name.split('/'));
  if (/^(@[\w.-]+\/)?[\w.-]+$/.test(name) && !name.includes('..') && realDisk.look(folder)?.kind === 'folder') return folder;
  const above = path.dirname(from);
  return above === from ? undefined : installedPackage(name, above);
}
