import type { Practices } from '../../../model/practice.js';
import type { Context } from '../context.js';
import { callSitesOf } from '../flows/call-sites.js';
import type { LinkInput } from '../input.js';
import type { Meeting } from '../meeting.js';
import { deployedOf } from './deployed.js';
import { secretsOf } from './secrets.js';

/** What each unit tells by itself. */
type Own = Omit<Practices, 'callSites' | 'secrets' | keyof ReturnType<typeof deployedOf>>;

interface PracticesInput {
  /** In the order of the units, and each list sorted. */
  readonly own: readonly Own[];
  readonly meetings: readonly Meeting[];
  readonly practised: Parameters<typeof callSitesOf>[1];
}

/** What rules of patterns read beside who calls whom. */
export function practicesOf(context: Context, input: LinkInput, { own, meetings, practised }: PracticesInput): Practices {
  return {
    ...deployedOf(input.discovery),
    healthChecks: own.flatMap(({ healthChecks }) => healthChecks),
    callSites: callSitesOf(meetings, practised),
    effects: own.flatMap(({ effects }) => effects),
    addresses: own.flatMap(({ addresses }) => addresses),
    secrets: secretsOf(context, input.digests),
    uncheckedInputs: own.flatMap(({ uncheckedInputs }) => uncheckedInputs),
    unscopedRoutes: own.flatMap(({ unscopedRoutes }) => unscopedRoutes),
    livenessChecks: own.flatMap(({ livenessChecks }) => livenessChecks),
    plaintext: own.flatMap(({ plaintext }) => plaintext),
    practised: own.flatMap(({ practised }) => practised),
  };
}
