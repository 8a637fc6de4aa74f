import type { Http } from './http.js';
import type { Check, Service } from './service.js';

/** How long one dependency may take to answer a check, in milliseconds. */
const CHECK_TIMEOUT = 2000;

export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
  readonly error?: string;
}

/**
 * Liveness, readiness, metrics and the contract. Liveness asks for nothing but the process itself: a restart does not
 * repair a database.
 */
export function addOperations(http: Http, service: Pick<Service, 'checks' | 'metrics'>, isStopping: () => boolean): void {
  const hidden = { schema: { hide: true }, config: { open: true } };

  http.get('/health/live', hidden, () => ({ status: 'ok' }));

  http.get('/health/ready', hidden, async (_request, reply) => {
    if (isStopping()) return reply.code(503).send({ status: 'stopping' });
    const results = await runChecks(service.checks);
    const ready = results.every(({ ok }) => ok);
    const failed = results.filter(({ ok }) => !ok).map(({ name }) => name);
    return reply.code(ready ? 200 : 503).send(ready ? { status: 'ok' } : { status: 'unready', failed });
  });

  http.get('/metrics', hidden, async (_request, reply) => reply.type(service.metrics.contentType).send(await service.metrics.metrics()));

  http.get('/openapi.json', hidden, () => http.swagger());
}

/** All checks at once, each within its time. */
export async function runChecks(checks: ReadonlyMap<string, Check>): Promise<CheckResult[]> {
  return Promise.all([...checks].map(async ([name, check]) => runCheck(name, check)));
}

async function runCheck(name: string, check: Check): Promise<CheckResult> {
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${CHECK_TIMEOUT} ms`));
    }, CHECK_TIMEOUT);
  });
  const ms = () => Math.round(performance.now() - started);
  try {
    await Promise.race([check(), timeout]);
    return { name, ok: true, ms: ms() };
  } catch (error) {
    return { name, ok: false, ms: ms(), error: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
