import type { Evidence } from '../../model/deployment.js';

/** A folder that may be a service, and why. */
export interface Candidate {
  readonly path: string;
  /** Where it was named: compose, nest, nx and platforms say what is a process, the others only that there may be one. */
  readonly source: 'compose' | 'nest' | 'nx' | 'dockerfile' | 'kubernetes' | 'serverless' | 'platform' | 'package';
  readonly aliases: readonly string[];
  readonly evidence: Evidence;
  /** It runs in browsers: a process of its own wherever its folder lies. */
  readonly page?: true;
  /** It runs once and ends. */
  readonly job?: true;
  /** Name by which it is configured, where the folder has no own one (root, several from one folder). */
  readonly name?: string;
  /** Files that start it, relative to the root. */
  readonly entries?: readonly string[];
  /** Of what has no source of its own, such as a configured proxy. */
  readonly language?: string;
}
