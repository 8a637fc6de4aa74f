import type { Evidence } from '../../model/deployment.js';

/** A folder that may be a service, and why. */
export interface Candidate {
  readonly path: string;
  readonly aliases: readonly string[];
  readonly evidence: Evidence;
  readonly command: string;
  /** Name by which it is configured, where the folder has no own one (root, several from one folder). */
  readonly name?: string;
  readonly entry?: string;
}
