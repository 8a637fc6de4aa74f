/** What is put on something that a framework hands to everybody is a call of this name: `req.db = v` is `attached(req, 'db', v)`. */
export const ATTACHED = 'attached';

const HOLDERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    request: ['req', 'request', 'fastifyrequest', 'nextapirequest', 'incomingmessage'],
    response: ['res', 'response', 'reply', 'fastifyreply', 'nextapiresponse'],
    context: ['c', 'ctx', 'context', 'koacontext', 'parameterizedcontext'],
    app: ['app', 'application', 'server', 'instance', 'fastify', 'fastifyinstance', 'express', 'koa', 'hono'],
  }).flatMap(([holder, names]) => names.map((name): [string, string] => [name, holder])),
);

/** What the name of a parameter, of a type or of what makes an application stands for: one request, its answer, the application. */
export function holderOf(name: string): string | undefined {
  return HOLDERS.get(name.toLowerCase());
}
