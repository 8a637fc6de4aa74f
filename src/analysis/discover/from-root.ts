import { shellCommands } from '../deployment-files/processes/shell.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import type { Candidate } from './candidate.js';
import type { Folders } from './folders.js';
import { isServer } from './known-packages.js';

const MANY = 2;

/** A file of the root that its scripts start beside the services below, and that listens: a gateway in front of them. */
export function fromRoot({ tree, packages }: DeploymentFiles, folders: Folders, found: readonly Candidate[]): Candidate[] {
  const root = packages.find(({ folder }) => folder === '.');
  const paths = new Set(found.map(({ path }) => path));
  if (root === undefined || !isServer(root.dependencies) || paths.has('.') || paths.size < MANY) return [];
  const words = ['start', 'dev'].flatMap((name) => shellCommands(root.scripts[name] ?? '').flatMap((command) => command.words));
  const files = new Set(words.map((word) => word.replace(/^\.\//, '')).filter((word) => FILE.test(word)));
  return [...files]
    .filter((file) => folders.isSource(file) && /\.listen\s*\(/.test(tree.read(file) ?? ''))
    .map((file) => ({
      path: file,
      source: 'package',
      aliases: [],
      name: file.replace(FILE, '$1'),
      entries: [file],
      evidence: { at: { file, line: 1, column: 1 }, text: `started by ${root.file}` },
    }));
}

const FILE = /^([\w-]+)\.[mc]?[jt]s$/;
