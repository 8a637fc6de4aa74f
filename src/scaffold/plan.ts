import type { FileClass } from './wanted.js';

/**
 * What happens to a file: `merge` joins the template's change with yours, `identical` has it already, `skip` is left to
 * you, `conflict` needs you.
 */
export type Action = 'create' | 'modify' | 'merge' | 'conflict' | 'delete' | 'skip' | 'identical';

export interface Step {
  readonly path: string;
  readonly action: Action;
  readonly class: FileClass;
  readonly layer: string;
  /** Why it is skipped or a conflict, or what of yours was kept. */
  readonly note?: string;
  /** What is there now; undefined: nothing. */
  readonly before?: Uint8Array;
  /** What will be there; undefined: nothing. Equal to `before` where nothing is written. */
  readonly after?: Uint8Array;
  readonly isExecutable: boolean;
  /** What the template has changed is not merged yet: the next run tries again. */
  readonly defers?: true;
  /** It was there before msa, and is added to. */
  readonly adopts?: true;
}

export interface Plan {
  readonly steps: readonly Step[];
  /** The lock and the pristine copies: written with the rest, not shown. */
  readonly bookkeeping: readonly Step[];
}

/** Does it write anything? */
export function isWriting({ before, after }: Pick<Step, 'before' | 'after'>): boolean {
  if (before === undefined || after === undefined) return before !== after;
  return !Buffer.from(before.buffer, before.byteOffset, before.byteLength).equals(after);
}
