import type { Mutation } from '../mutation.js';
import { crossServiceImport } from './cross-service-import.js';
import { sharedCode } from './shared-code.js';
import { syncChain } from './sync-chain.js';
import { syncCycle } from './sync-cycle.js';

export const distributedMonolith: readonly Mutation[] = [...syncCycle, ...syncChain, ...crossServiceImport, ...sharedCode];
