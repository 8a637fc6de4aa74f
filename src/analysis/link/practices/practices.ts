import type { Practices } from '../../../model/practice.js';
import type { Context } from '../context.js';
import { callSitesOf } from '../flows/call-sites.js';
import { effectsOf } from '../flows/effects.js';
import type { LinkInput } from '../input.js';
import type { Meeting } from '../meeting.js';
import { addressesOf } from './addresses.js';
import { deployedOf } from './deployed.js';
import { healthChecksOf } from './health.js';
import { uncheckedInputs } from './inputs.js';
import { livenessChecksOf } from './liveness.js';
import { plaintextOf } from './plaintext.js';
import { practisedOf } from './practised.js';
import { secretsOf } from './secrets.js';
import { unscopedRoutes } from './unscoped.js';

/** What rules of patterns read beside who calls whom. */
export function practicesOf(context: Context, input: LinkInput, meetings: readonly Meeting[]): Practices {
  const practised = practisedOf(context.linked, input.digests);
  return {
    ...deployedOf(input.discovery),
    healthChecks: healthChecksOf(context.linked, input.digests),
    callSites: callSitesOf(context.linked, meetings, input.modules),
    effects: effectsOf(context, input),
    addresses: addressesOf(context, input.digests),
    secrets: secretsOf(context, input.digests),
    uncheckedInputs: uncheckedInputs(context, input.modules, practised),
    unscopedRoutes: unscopedRoutes(context, input),
    livenessChecks: livenessChecksOf(context, input.discovery),
    plaintext: plaintextOf(context),
    practised,
  };
}
