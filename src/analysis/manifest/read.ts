import path from 'node:path';

import { placeText } from '../../model/location.js';
import type { Manifest } from '../../model/manifest.js';
import { decoded, type Disk, realDisk } from '../../shared/disk.js';
import { UserError } from '../../shared/errors.js';
import { type BaseFile, baseFile } from './bases.js';
import { buildManifest } from './build.js';
import { checkFolders } from './folders.js';
import { withBases } from './merge.js';
import { parseYaml } from './parse.js';

/** Names looked for at the root, in this order. */
const NAMES = ['msa.yaml', 'msa.yml'];

/**
 * Reads msa.yaml: `file` (absolute, or relative to the root), else the one at the root, else undefined.
 * Whatever is wrong with it is one UserError E_MANIFEST with file:line:column and a hint.
 */
export async function readManifest(root: string, file?: string, disk: Disk = realDisk): Promise<Manifest | undefined> {
  const found = file === undefined ? findManifest(root, disk) : path.resolve(root, file);
  if (found === undefined) return undefined;
  const manifest = await readWithBases(root, { file: found, disk }, []);
  checkFolders(root, manifest, disk);
  return manifest;
}

/** What the msa.yaml of a folder below the root says of its own, without what it extends; undefined: it has none. */
export async function readDescription(root: string, folder: string, disk: Disk): Promise<Manifest | undefined> {
  const found = findManifest(path.join(root, folder), disk);
  return found === undefined ? undefined : readOne(root, found, disk);
}

/** The file and, before it, what it extends; `above` are the files that led here. */
async function readWithBases(root: string, { file, disk }: BaseFile, above: readonly string[]): Promise<Manifest> {
  const own = await readOne(root, file, disk);
  const bases: Manifest[] = [];
  for (const reference of own.bases ?? []) {
    const base = baseFile(reference, file, disk);
    if ([...above, file].includes(base.file)) {
      throw new UserError('E_MANIFEST', `"${reference.name}" in \`extends\` leads back to itself`, {
        at: placeText(reference.at),
        hint: 'Take it out.',
      });
    }
    const read = await readWithBases(root, base, [...above, file]);
    refuseServices(read, reference.name);
    refusePlugins(read, reference.name);
    bases.push(read);
  }
  return withBases(own, bases);
}

async function readOne(root: string, file: string, disk: Disk): Promise<Manifest> {
  const name = path.relative(root, file).split(path.sep).join('/');
  const yaml = parseYaml(textOf(file, name, disk), name);
  const { validate } = await import('./validate.js'); // ajv is worth its 50 ms only where there is a manifest
  return buildManifest(validate(yaml, name), yaml, name);
}

/** What several systems build on says how to judge, not what there is. */
function refuseServices({ declared, services, file }: Manifest, name: string): void {
  const [first] = [...services, ...declared.datastores];
  if (first === undefined) return;
  throw new UserError('E_MANIFEST', `"${name}" in \`extends\` describes ${first.name}`, {
    at: placeText(first.at),
    hint: `Services and datastores belong into the system's own msa.yaml, not into ${file}.`,
  });
}

/** What is shared is read and never run: only the system's own file says what code runs. */
function refusePlugins({ plugins = [] }: Manifest, name: string): void {
  const [first] = plugins;
  if (first === undefined) return;
  throw new UserError('E_MANIFEST', `"${name}" in \`extends\` names the plugin ${first.name}`, {
    at: placeText(first.at),
    hint: "Plugins belong into the system's own msa.yaml; what is extended may set their rules.",
  });
}

function findManifest(root: string, disk: Disk): string | undefined {
  const [first, second] = NAMES.filter((name) => disk.look(path.join(root, name)) !== undefined);
  if (first !== undefined && second !== undefined) {
    throw new UserError('E_MANIFEST', `both ${first} and ${second} are at the root`, { at: `${second}:1:1`, hint: 'Keep one of them.' });
  }
  return first === undefined ? undefined : path.join(root, first);
}

/** A larger file was not written by people, and would take minutes to judge. */
const MAX_BYTES = 1_000_000;

function textOf(file: string, name: string, disk: Disk): string {
  const found = disk.look(file);
  if (found?.kind === 'folder')
    throw new UserError('E_MANIFEST', `the manifest ${name} is a folder, not a file`, { hint: '--config names the file.' });
  if (found !== undefined && found.size > MAX_BYTES) {
    throw new UserError('E_MANIFEST', `the manifest ${name} is larger than 1 MB`, {
      hint: 'Is this the right file? --config names another.',
    });
  }
  const text = readText(file, name, disk);
  if (text.includes('\0'))
    throw new UserError('E_MANIFEST', `the manifest ${name} is no text`, { at: `${name}:1:1`, hint: 'Save it as UTF-8.' });
  return text;
}

function readText(file: string, name: string, disk: Disk): string {
  try {
    return decoded(disk.read(file));
  } catch (error) {
    throw unreadable(name, error);
  }
}

function unreadable(name: string, error: unknown): UserError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  if (code === 'ENOENT') return new UserError('E_MANIFEST', `the manifest ${name} does not exist`, { hint: '`msa init` writes one.' });
  return new UserError('E_MANIFEST', `the manifest ${name} cannot be read (${code})`, { hint: 'Check its permissions.' });
}
