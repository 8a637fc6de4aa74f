import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

/** RFC 9457: what every error answer looks like. */
export const problemSchema = z.object({
  type: z.string().default('about:blank'),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** An answer that a route or a guard gives by throwing. What stands in `detail` is shown to the caller. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail?: string,
  ) {
    super(detail ?? title);
  }
}

const CONTENT_TYPE = 'application/problem+json';

interface Answer {
  readonly status: number;
  readonly title: string;
  readonly detail?: string | undefined;
  readonly errors?: readonly { path: string; message: string }[];
}

export async function answerError(error: FastifyError | Problem, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const answer = answerOf(error);
  if (answer.status >= 500) request.log.error({ err: error }, 'request failed');
  return send(reply, answer);
}

export async function answerNotFound(_request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return send(reply, { status: 404, title: 'Not found' });
}

/** Only what is safe to show: the message of an unexpected error stays in the log. */
function answerOf(error: FastifyError | Problem): Answer {
  if (error instanceof Problem) return { status: error.status, title: error.title, detail: error.detail };
  if (error.validation !== undefined) {
    const errors = error.validation.map(({ instancePath, message }) => ({ path: instancePath, message: message ?? 'is wrong' }));
    return { status: 400, title: 'The request is not valid', errors };
  }
  const status = error.statusCode ?? 500;
  return status < 500 ? { status, title: error.message } : { status, title: 'Internal error' };
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  // A text: the answer must not be held against the schema of the route.
  return reply
    .code(answer.status)
    .type(CONTENT_TYPE)
    .serializer(String)
    .send(JSON.stringify({ type: 'about:blank', ...answer }));
}
