import { UserError } from '../shared/errors.js';
import type { Git } from './git.js';
import type { Tracked } from './listing.js';

/** Read ahead at most so many files at once. */
const MAX_AHEAD = 1024;

/**
 * Contents by path. A question to git costs as much as reading hundreds of files, so that of files that are asked for one after
 * the other ever more are read ahead: those that follow in the listing and are of the same sort.
 */
export function blobReader(git: Git, tracked: readonly Tracked[]): (file: string) => Buffer | undefined {
  const files = tracked.filter(({ kind }) => kind === 'file');
  const at = new Map(files.map(({ path }, index) => [path, index]));
  const contents = new Map<string, Buffer>();
  const ahead = new Map<string, number>();
  return (file) => {
    const start = at.get(file);
    if (start === undefined) return undefined;
    if (!contents.has(file)) {
      const sort = sortOf(file);
      const count = ahead.get(sort) ?? 1;
      ahead.set(sort, Math.min(count * 4, MAX_AHEAD));
      const wanted: Tracked[] = [];
      for (let index = start; index < files.length && wanted.length < count; index++) {
        const one = files[index];
        if (one && sortOf(one.path) === sort && !contents.has(one.path)) wanted.push(one);
      }
      for (const [path, bytes] of read(git, wanted)) contents.set(path, bytes);
    }
    return contents.get(file);
  };
}

/** Source files by ending; package.json and its like by name, of which few are asked for. */
function sortOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const ending = name.slice(name.lastIndexOf('.'));
  return ending === '.json' ? name : ending;
}

function read(git: Git, files: readonly Tracked[]): [path: string, bytes: Buffer][] {
  const answer = git.ask(['cat-file', '--batch'], files.map(({ blob }) => `${blob}\n`).join('')) ?? Buffer.alloc(0);
  let from = 0;
  return files.map(({ path, blob }) => {
    const end = answer.indexOf('\n', from);
    const [name, type, size = ''] = answer.toString('latin1', from, end).split(' ');
    if (name !== blob || type !== 'blob') throw missing(path);
    from = end + 1 + Number(size) + 1;
    return [path, answer.subarray(end + 1, end + 1 + Number(size))];
  });
}

function missing(path: string): UserError {
  return new UserError('E_GIT', `this partial clone lacks an earlier content of ${path}`, { hint: 'git fetch --refetch --no-filter' });
}
