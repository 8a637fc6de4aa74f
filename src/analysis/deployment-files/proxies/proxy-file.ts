import type { Location } from '../../../model/location.js';

/** Where the configuration of a proxy forwards to. */
export interface ProxyFile {
  readonly file: string;
  /** Named groups of servers: `upstream orders { server orders:3000; }`. */
  readonly upstreams: ReadonlyMap<string, readonly string[]>;
  readonly passes: readonly Pass[];
  /** It serves files: `root`, `alias` or `try_files`. */
  readonly servesFiles: boolean;
}

export interface Pass {
  /** As written, variables that the file sets put in; what the environment gives is `${NAME}`. */
  readonly target: string;
  /** Path prefix of requests that go there. */
  readonly prefix: string;
  readonly at: Location;
}
