import type { Mutation } from '../mutation.js';
import { connections } from './connections.js';
import { deployments } from './deployments.js';
import { frameworks } from './frameworks.js';
import { packages } from './packages.js';

export const databasePerService: readonly Mutation[] = [...connections, ...deployments, ...frameworks, ...packages];
