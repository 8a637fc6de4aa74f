import { environment } from '../../src/analysis/environment/environment.js';
import { discoverIn, type Found } from '../../src/analysis/discover/discover.js';
import { memoryTree } from '../../src/analysis/deployment-files/tree.js';
import type { Profile, Unit } from '../../src/model/deployment.js';
import type { Manifest } from '../../src/model/manifest.js';

export type Files = Readonly<Record<string, string>>;

/** A Node service of one file: its package.json and an entry that listens. */
export function nodeService(folder: string, dependencies: readonly string[] = ['express'], more: object = {}): Files {
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  return {
    [`${folder}/package.json`]: packageJson(name, dependencies, { scripts: { start: 'node src/index.js' }, ...more }),
    [`${folder}/src/index.js`]: "require('express')().listen(3000);",
  };
}

export function packageJson(name: string, dependencies: readonly string[] = [], more: object = {}): string {
  return JSON.stringify({ name, dependencies: Object.fromEntries(dependencies.map((d) => [d, '^1.0.0'])), ...more });
}

export function found(files: Files, manifest?: Manifest): Found {
  return discoverIn(memoryTree(files), manifest);
}

/** `name kind language path`, a line for each unit. */
export function unitLines(files: Files): string[] {
  return found(files).layout.units.map(({ name, kind, language, path }) => [name, kind, language, path].join(' '));
}

export function unitNames(files: Files): string[] {
  return found(files).layout.units.map(({ name }) => name);
}

export function unitOf(files: Files, name: string): Unit {
  const unit = found(files).layout.units.find((u) => u.name === name);
  if (!unit) throw new Error(`no unit ${name} among ${unitNames(files).join(', ')}`);
  return unit;
}

export function profilesOf(contents: Files, manifest?: Manifest): Profile[] {
  const { layout, files } = found(contents, manifest);
  return environment({ files, units: layout.units, manifest });
}
