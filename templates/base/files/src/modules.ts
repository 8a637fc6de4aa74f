// msa:begin imports
// msa:end imports
import type { Module } from './module.js';

/** What this service is made of. */
export const modules: readonly Module[] = [
  // msa:begin modules
  // msa:end modules
];
