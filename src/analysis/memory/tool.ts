import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { once } from '../../shared/once.js';

/** The code of all steps, and all that read files for them. */
const FOLDERS = ['analysis', 'model', 'shared'];
const PACKAGES = ['@ts-morph/common', 'dependency-cruiser', 'dockerfile-ast', 'ignore', 'protobufjs', 'typescript', 'yaml', 'ajv'];

/** Beside the bundled command line, which does not have the code in these folders: their digest. */
const BUNDLED = path.join(import.meta.dirname, 'analysis.sha1');

/** Identity of what makes of a folder a system, and of a file facts. Other code, other facts: no version number to forget. */
export const analysisTool = once(() => {
  const hash = createHash('sha1').update(`node ${process.versions.node}\n`); // its modules are no packages
  for (const name of PACKAGES) hash.update(`${name} ${versionOf(name)}\n`);
  hash.update(existsSync(BUNDLED) ? readFileSync(BUNDLED, 'utf8') : codeDigest(path.resolve(import.meta.dirname, '../..')));
  return hash.digest('hex');
});

/** Of the code below the folder that makes facts and systems. */
export function codeDigest(folder: string): string {
  const hash = createHash('sha1');
  for (const name of FOLDERS) for (const file of codeIn(path.join(folder, name))) hash.update(readFileSync(file));
  return hash.digest('hex');
}

/** Not asked of the package itself: some do not give out their package.json. */
function versionOf(name: string): string {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const file = folders.map((folder) => path.join(folder, name, 'package.json')).find((place) => existsSync(place));
  return file === undefined ? '' : (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}

function codeIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.d)\.[jt]s$/.test(file))
    .sort()
    .map((file) => path.join(folder, file));
}
