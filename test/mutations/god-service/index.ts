import type { Mutation } from '../mutation.js';
import { frameworks } from './frameworks.js';
import { hubs } from './hub.js';
import { routes } from './routes.js';

export const godService: readonly Mutation[] = [...routes, ...frameworks, ...hubs];
