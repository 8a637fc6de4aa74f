import { baseName, isInside } from '../../shared/paths.js';
import type { Tree } from '../deployment-files/tree.js';
import type { Folders } from './folders.js';

const MARKS: readonly (readonly [RegExp, string])[] = [
  [/^(pom\.xml|build\.gradle(\.kts)?)$/, 'java'],
  [/^go\.mod$|\.go$/, 'go'],
  [/^(requirements\.txt|pyproject\.toml|Pipfile)$|\.py$/, 'python'],
  [/^composer\.json$|\.php$/, 'php'],
  [/\.csproj$|\.fsproj$/, 'csharp'],
  [/^Cargo\.toml$/, 'rust'],
  [/^Gemfile$/, 'ruby'],
  [/^mix\.exs$/, 'elixir'],
  [/\.kt$/, 'kotlin'],
  [/\.scala$/, 'scala'],
  [/\.cpp$|\.cc$/, 'cpp'],
];

/** The language of a folder, or of a file that is a service by itself: of its source, else of its build files; undefined where there is no source at all. */
export function languageOf(tree: Tree, folders: Folders, folder: string, excludes: readonly string[]): string | undefined {
  const all = tree.has(folder) ? [folder] : tree.below(folder);
  const files = all.filter((file) => !excludes.some((other) => isInside(file, other)));
  const source = files.filter((file) => folders.isSource(file));
  const ours = source.some((file) => /\.[mc]?tsx?$/.test(file)) ? 'ts' : 'js';
  if (source.length > 0 && (files.some((f) => baseName(f) === 'package.json') || source.length > files.length / 4)) return ours;
  for (const [mark, language] of MARKS) if (files.some((file) => mark.test(baseName(file)))) return language;
  return source.length > 0 ? ours : undefined;
}
