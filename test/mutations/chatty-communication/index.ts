import type { Mutation } from '../mutation.js';
import { clients } from './clients.js';
import { frameworks } from './frameworks.js';
import { loops } from './loops.js';
import { objects } from './objects.js';
import { repeaters } from './repeaters.js';
import { requests } from './requests.js';

export const chattyCommunication: readonly Mutation[] = [...loops, ...repeaters, ...clients, ...objects, ...frameworks, ...requests];
