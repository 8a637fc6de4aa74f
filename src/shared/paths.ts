/** What lies above the root, wherever: it is never read. */
export const OUTSIDE = '../outside';

/** POSIX path helpers over paths relative to the root; '.' and '' are the root. */
export function joinPath(folder: string, path: string): string {
  const out: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (out.length === 0) return OUTSIDE;
      out.pop();
    } else out.push(part);
  }
  return out.length === 0 ? '.' : out.join('/');
}

export function folderOf(file: string): string {
  const at = file.lastIndexOf('/');
  return at < 0 ? '.' : file.slice(0, at);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function isInside(path: string, folder: string): boolean {
  return folder === '.' || folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** The path and all folders that it is inside of, the root in both its words. */
export function lineage(path: string): string[] {
  const out = [path];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) out.push(path.slice(0, at));
  return [...out, '.', ''];
}

/** Finds those of many paths that lie inside a folder, in the order of their texts, without looking at the others. */
export function pathIndex(paths: Iterable<string>): (folder: string) => readonly string[] {
  const sorted = [...paths].sort();
  return (folder) => {
    if (folder === '.' || folder === '') return sorted;
    const itself = sorted[position(sorted, folder)] === folder ? [folder] : [];
    // '0' is the character after '/'.
    return [...itself, ...sorted.slice(position(sorted, `${folder}/`), position(sorted, `${folder}0`))];
  };
}

/** How many texts of the sorted list come before this one. */
function position(sorted: readonly string[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function below(folder: string, name: string): string {
  return folder === '.' || folder === '' ? name : `${folder}/${name}`;
}

/** What is true of a folder, asked for many files of it and answered once. */
export function perFolder(isTrue: (folder: string) => boolean): (file: string) => boolean {
  const known = new Map<string, boolean>();
  return (file) => {
    const folder = folderOf(file);
    const answer = known.get(folder) ?? isTrue(folder);
    known.set(folder, answer);
    return answer;
  };
}
