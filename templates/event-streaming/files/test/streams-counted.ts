import { z } from 'zod';

import { defineStream } from '../src/streams/stream.js';

/** For the tests. */
export const counted = defineStream({ name: 'counted', partitions: 1, data: z.object({ n: z.number() }) });
