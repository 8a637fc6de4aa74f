import { below } from '../../shared/paths.js';
import type { Package } from '../deployment-files/packages.js';
import type { Tree } from '../deployment-files/tree.js';
import type { Folders } from './folders.js';

const STARTS = [
  'src/main',
  'src/index',
  'src/server',
  'src/app',
  'main',
  'index',
  'server',
  'app',
  'src/boot',
  'src/bootstrap',
  'src/app/boot',
  'src/app/main',
];

interface Start {
  readonly path: string;
  /** The package of this very folder. */
  readonly own: Package | undefined;
  /** Files that a manifest or a project file names, relative to the root. */
  readonly named: readonly string[];
}

/** Files that start the process: what is named, what scripts run, else the usual names. */
export function entriesOf(tree: Tree, folders: Folders, { path, own, named }: Start): string[] {
  const candidates = [...named, ...[...scripted(own), ...STARTS].map((name) => below(path, name.replace(/^\.\//, '')))];
  const existing = candidates.flatMap((file) =>
    [file, file.replace(/\.[mc]?js$/, '.ts'), ...['.ts', '.js', '.mjs', '.tsx'].map((end) => file + end)].filter(
      (f) => tree.has(f) && folders.isSource(f),
    ),
  );
  return [...new Set(existing)];
}

/** `main`, and files in scripts that start it; what is built lies in `src` or beside. */
function scripted(own: Package | undefined): string[] {
  if (!own) return [];
  const scripts = Object.entries(own.scripts).filter(([name]) => /^(start|dev|serve)/.test(name));
  return [own.main ?? '', ...scripts.flatMap(([, script]) => script.split(/\s+/))]
    .filter((word) => /\.[mc]?[jt]s$|^(?:dist|src|build)\//.test(word))
    .flatMap((word) => ['', 'src/'].map((folder) => word.replace(/^(\.\/)?(dist|build|lib|out)\//, folder)).concat(word));
}
