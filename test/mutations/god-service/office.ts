import { replace } from '../../support/overlay.js';
import type { Mutation } from '../mutation.js';

/** What one service comes to do beside its own. */
export const RESOURCES = [
  'suppliers',
  'campaigns',
  'employees',
  'invoices',
  'tickets',
  'surveys',
  'partners',
  'branches',
  'coupons',
  'audits',
  'stores',
  'leases',
  'fleets',
  'badges',
];

export const lines = (of: (resource: string) => string): string => RESOURCES.map(of).join('\n');

export const capital = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1, -1)}`;

/** A service that does too much is found where it is deployed. */
export const deployed = (service: string): Mutation['edits'] => ({
  'docker-compose.yml': replace(`\n  ${service}:\n`, `\n  ${service}: # found here\n`),
});
