import type { Logger } from '../log.js';

/** What @fastify/rate-limit takes to count over all instances. */
export interface SharedLimits {
  readonly redis: unknown;
  readonly nameSpace: string;
  /** Better a request too many than nobody served because Redis is away. */
  readonly skipOnError: true;
  close(): void;
}

/** Counters in Redis. Starts without it too: it connects when it can, and until then nobody is limited. */
export async function limitsInRedis(url: string, log: Logger): Promise<SharedLimits> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 2000,
    commandTimeout: 500,
    // What cannot be counted now is not counted later.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 200, 5000),
  });
  redis.on('error', (error: Error) => {
    log.warn({ reason: error.message }, 'requests are not limited: no connection to Redis');
  });
  await redis.connect().catch(() => undefined);
  return {
    redis,
    nameSpace: 'widget-service:limit:',
    skipOnError: true,
    close: () => {
      redis.disconnect();
    },
  };
}
