import { z } from 'zod';

import { defineEvent } from '../src/events/event.js';

/** An event of another service. */
export const paid = defineEvent({
  kind: 'integration',
  type: 'invoice.paid',
  version: 1,
  summary: 'Money has come in.',
  data: z.object({ invoice: z.string(), amount: z.number() }),
});
