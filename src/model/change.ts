import type { Edge } from './system.js';

/** What the analysed state adds to an earlier one. */
export interface Change {
  /** What it is compared with, for people: `main`, `HEAD`. */
  readonly since: string;
  /** The commit; null before the first one. */
  readonly commit: string | null;
  /** Findings that were there before, and are not reported. */
  readonly known: number;
  /** Findings that were there before, and no more. */
  readonly gone: number;
  readonly services: readonly string[];
  readonly edges: readonly Pick<Edge, 'from' | 'to' | 'protocol' | 'name'>[];
  readonly sharedTables: readonly SharedTable[];
  /** Services that wait for each other in a circle now, and did not before; sorted. */
  readonly cycles: readonly (readonly string[])[];
}

export interface SharedTable {
  readonly datastore: string;
  readonly table: string;
  /** All that use it now. */
  readonly services: readonly string[];
}
