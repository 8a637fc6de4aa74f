import type { Location } from './location.js';

/** What msa.yaml says, with the place where it says so. */
export interface Declared {
  readonly file: string;
  readonly services: readonly DeclaredService[];
  readonly datastores: readonly { readonly name: string; readonly engine?: string; readonly owner?: string; readonly at: Location }[];
}

export interface DeclaredService {
  readonly name: string;
  readonly path: string;
  readonly exists: boolean;
  /** undefined: nothing is said about calls, so nothing is judged. */
  readonly calls?: readonly DeclaredName[];
  readonly publishes?: readonly DeclaredName[];
  readonly consumes?: readonly DeclaredName[];
  readonly datastores?: readonly DeclaredName[];
  /** Tables it owns, `datastore.table` or `table`. */
  readonly owns?: readonly DeclaredName[];
  readonly at: Location;
}

/** A service that is there, and that a manifest which lists services does not know. */
export interface UnlistedService {
  readonly name: string;
  /** Relative to the root. */
  readonly path: string;
  readonly at: Location;
  /** For people: `compose service`. */
  readonly because: string;
}

export interface DeclaredName {
  readonly name: string;
  readonly at: Location;
}
