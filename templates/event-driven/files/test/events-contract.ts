import { z } from 'zod';

import { defineEvent } from '../src/events/event.js';

/** An event of another service. */
export const paid = paidIn('');

/** One that no other run has on a broker that is shared. */
export function paidIn(run: string) {
  return defineEvent({
    kind: 'integration',
    type: `invoice.paid${run}`,
    version: 1,
    summary: 'Money has come in.',
    data: z.object({ invoice: z.string(), amount: z.number() }),
  });
}
