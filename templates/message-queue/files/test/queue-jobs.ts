import { z } from 'zod';

import { defineJob } from '../src/queue/job.js';

/** For the tests. */
export const print = defineJob({ kind: 'print', payload: z.object({ page: z.number() }) });
