import { remembered } from '../model/remembered.js';
import { type Disk, realDisk } from '../shared/disk.js';
import { gitIn } from './git.js';
import { filesOfCommit, filesOfCommitBeside, filesOfIndex } from './listing.js';
import { mergeBase, tip, type Tip } from './revisions.js';
import { stateDisk } from './state.js';

/** Two states of a folder: what is judged, and what it is compared with. */
export interface States {
  /** undefined: the folder as it lies there. */
  readonly current: Disk | undefined;
  /** undefined: there was nothing before. */
  readonly before: Disk | undefined;
  readonly since: string;
  readonly commit: string | null;
  /** Where HEAD is, where that was asked for. */
  readonly tip?: Tip;
}

/** The folder as it lies there, beside the commit from which HEAD and `ref` went apart. */
export function since(root: string, ref: string, disk: Disk = realDisk): States {
  const git = gitIn(root);
  const commit = mergeBase(git, ref);
  return { current: undefined, before: stateDisk(git, filesOfCommit(git, commit), disk), since: ref, commit };
}

/** What the next commit will hold, beside the last one. */
export async function staged(root: string, disk: Disk = realDisk): Promise<States> {
  const git = gitIn(root);
  const [at, index] = await Promise.all([tip(git), filesOfIndex(git)]);
  // What lies there is the same for both, and so is what is in its folders.
  const there = { ...disk, entries: remembered(disk.entries) };
  const current = Promise.resolve(index).then((files) => stateDisk(git, files, there));
  if (at === undefined) return { current: await current, before: undefined, since: 'HEAD', commit: null };
  const [now, tree] = await Promise.all([current, filesOfCommitBeside(git, at.commit)]);
  return { current: now, before: stateDisk(git, tree, there), since: 'HEAD', commit: at.commit, tip: at };
}
