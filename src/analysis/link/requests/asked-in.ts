import { operationsIn, type Context } from '../context.js';

/** What requests over HTTP are looked up in. */
export type RequestContext = Pick<Context, 'linked' | 'places' | 'directory' | 'kinds' | 'rules' | 'offered' | 'documented'>;

/** All that a request of one unit may find out about others, as a text: their operations, wherever those are written. */
export function textOfOthers(context: RequestContext): string {
  const { directory, kinds, rules } = context;
  const operations = directory.units.map(({ name }) => operationsIn(context, name, 'http').map(({ at: _, ...operation }) => operation));
  return JSON.stringify([[...kinds], rules, operations]);
}
