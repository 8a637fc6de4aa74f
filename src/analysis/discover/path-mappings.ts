import type { PathMapping } from '../../model/deployment.js';
import { asMap, jsonc } from '../deployment-files/packages.js';
import { baseName, folderOf, joinPath } from '../../shared/paths.js';
import type { Tree } from '../deployment-files/tree.js';

/** `paths` of every tsconfig and jsconfig; the file of a folder with the plainest name comes first. */
export function pathMappings(tree: Tree): PathMapping[] {
  const files = tree.files
    .filter((file) => /^(tsconfig|jsconfig)(\.[\w-]+)*\.json$/.test(baseName(file)))
    .sort((a, b) => a.length - b.length);
  return files.flatMap((file) => {
    const mapping = read(tree, file, 0);
    return mapping ? [{ ...mapping, folder: folderOf(file) }] : [];
  });
}

function read(tree: Tree, file: string, depth: number): PathMapping | undefined {
  const json = jsonc(tree.read(file) ?? '');
  if (!json || depth > 6) return undefined;
  const options = asMap(json.get('compilerOptions'));
  const [base, paths] = [options?.get('baseUrl'), asMap(options?.get('paths'))];
  const extended = json.get('extends');
  const inherited =
    typeof extended === 'string' && extended.startsWith('.')
      ? read(tree, withExtension(joinPath(folderOf(file), extended)), depth + 1)
      : undefined;
  const folder = folderOf(file);
  if (!paths && typeof base !== 'string') return inherited;
  const baseUrl = typeof base === 'string' ? joinPath(folder, base) : (inherited?.baseUrl ?? folder);
  const own = [...(paths ?? [])].map(
    ([key, list]) => [key, Array.isArray(list) ? list.filter((t): t is string => typeof t === 'string') : []] as const,
  );
  return { folder, baseUrl, paths: { ...inherited?.paths, ...Object.fromEntries(own) } };
}

function withExtension(file: string): string {
  return file.endsWith('.json') ? file : `${file}.json`;
}
