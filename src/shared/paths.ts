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
