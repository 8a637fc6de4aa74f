import path from 'node:path';

import { placeText } from '../../model/location.js';
import { type BaseReference, PRESETS } from '../../model/manifest.js';
import { decoded, type Disk } from '../../shared/disk.js';
import { UserError } from '../../shared/errors.js';
import { didYouMean } from '../../shared/text.js';

/** A file, and where it is read: installed packages are on the disk, whatever state of the system is looked at. */
export interface BaseFile {
  readonly file: string;
  readonly disk: Disk;
}

/** The file that an `extends` entry of the file `from` names: a path, or a package that is installed there. */
export function baseFile({ name, at }: BaseReference, from: string, disk: Disk): BaseFile {
  const folder = path.dirname(from);
  const found = /^\.{1,2}[\\/]/.test(name)
    ? existing({ file: path.resolve(folder, name), disk })
    : inPackages(name, folder, disk.working ?? disk);
  if (found !== undefined) return found;
  throw new UserError('E_MANIFEST', `"${name}" in \`extends\` is not there`, {
    at: placeText(at),
    hint: didYouMean(name, PRESETS) ?? 'Write recommended, strict, a file (./shared/msa.yaml) or an installed package.',
  });
}

function existing(base: BaseFile): BaseFile | undefined {
  return base.disk.look(base.file)?.kind === 'file' ? base : undefined;
}

/** `@acme/msa-config` and `@acme/msa-config/strict.yaml`, looked for as Node does; nothing of the package is run. */
function inPackages(name: string, folder: string, disk: Disk): BaseFile | undefined {
  const [, packageName, inside] = /^((?:@[\w.~-]+\/)?[\w~-][\w.~-]*)(?:\/(.+))?$/.exec(name) ?? [];
  if (packageName === undefined) return undefined;
  for (let at = folder; ; at = path.dirname(at)) {
    const found = fileOf(path.join(at, 'node_modules', packageName), inside, disk);
    if (found !== undefined || path.dirname(at) === at) return found;
  }
}

/** The file that package.json names under `msa`, else msa.yaml; never one outside of the package. */
function fileOf(folder: string, inside: string | undefined, disk: Disk): BaseFile | undefined {
  const file = path.join(folder, inside ?? mainOf(folder, disk) ?? 'msa.yaml');
  return file.startsWith(folder + path.sep) ? existing({ file, disk }) : undefined;
}

function mainOf(folder: string, disk: Disk): string | undefined {
  try {
    const text = decoded(disk.read(path.join(folder, 'package.json')));
    const { msa } = JSON.parse(text) as { readonly msa?: unknown };
    return typeof msa === 'string' ? msa : undefined;
  } catch {
    return undefined;
  }
}
