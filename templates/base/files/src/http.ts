import swagger from '@fastify/swagger';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';

import type { Logger } from './log.js';
import { answerError, answerNotFound } from './problem.js';

/** A Fastify server whose routes are typed by their zod schemas. */
export type Http = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Operations (health, metrics, contract): guards let everybody pass. */
    open?: boolean;
    /** Called from outside of the system: users may need a token, services no identity of their own. */
    edge?: boolean;
    /** What the caller must be allowed, such as `widgets:write`. */
    permission?: string;
  }
}

/** Largest body that is read, in bytes. */
const BODY_LIMIT = 256 * 1024;

/** How long a client may take to send a request, in milliseconds. */
const REQUEST_TIMEOUT = 30_000;

export async function createHttp(name: string, log: Logger): Promise<Http> {
  const http = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    // requests.ts writes the line of a request.
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT,
  }).withTypeProvider<ZodTypeProvider>();
  http.setValidatorCompiler(validatorCompiler);
  http.setSerializerCompiler(serializerCompiler);
  http.setErrorHandler(answerError);
  http.setNotFoundHandler(answerNotFound);
  await http.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: name, version: '1.0.0' } },
    transform: jsonSchemaTransform,
  });
  return http;
}
