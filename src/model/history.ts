/** How the files of the system have changed, as far back as it was looked. */
export interface History {
  /** The newest first; none of robots, and none that merges, releases or raises versions. */
  readonly commits: readonly CommittedChange[];
  /** Why nothing can be told. */
  readonly missing?: 'no git repository' | 'shallow clone' | 'no commit' | 'history not readable';
}

export interface CommittedChange {
  readonly id: string;
  /** POSIX, relative to the analysed root; files outside of it are not among them. */
  readonly files: readonly string[];
}
