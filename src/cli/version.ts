import { readFileSync } from 'node:fs';
import path from 'node:path';

import { PACKAGE_FOLDER } from '../shared/package-folder.js';

/** `msa --version` and nothing else: scripts and editors ask often, and oclif takes longer to load than to answer. */
export function asksForVersion(args: readonly string[]): boolean {
  return args.length === 1 && (args[0] === '--version' || args[0] === '-v');
}

/** In oclif's words: `msa-lint/1.0.0 linux-x64 node-v20.19.0`. */
export function versionLine(): string {
  const { name, version } = ownPackage() as { readonly name: string; readonly version: string };
  return `${name}/${version} ${process.platform}-${process.arch} node-${process.version}`;
}

/** msa's package.json. */
export function ownPackage(): unknown {
  return JSON.parse(readFileSync(path.join(PACKAGE_FOLDER, 'package.json'), 'utf8'));
}
