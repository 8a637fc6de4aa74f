import type { Residual } from '../../../model/residual.js';
import type { Place } from '../places.js';
import { textsOf } from '../values/env.js';
import { known } from '../values/text.js';

/** One end of a conversation over a broker. */
interface End {
  readonly place: Place;
  readonly address?: Residual | undefined;
  readonly namespace?: Residual | undefined;
}

/** Queues of one name in two virtual hosts of a broker are two queues: `amqp://rabbit/orders`; so are two namespaces. What is not known is no difference. */
export function areApart(a: End, b: End): boolean {
  return (
    areTwo(onlyOf(a, a.address, virtualHost), onlyOf(b, b.address, virtualHost)) || areTwo(onlyOf(a, a.namespace), onlyOf(b, b.namespace))
  );
}

function areTwo(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

function onlyOf(
  { place }: End,
  value: Residual | undefined,
  part: (text: string | undefined) => string | undefined = (text) => text,
): string | undefined {
  if (value === undefined) return undefined;
  const all = new Set(textsOf(value, place).map((text) => part(known(text))));
  const [only] = all;
  return all.size === 1 ? only : undefined;
}

/** The root, where an address tells none. */
function virtualHost(url: string | undefined): string | undefined {
  const [, path] = /^amqps?:\/\/[^/?#]+(?:\/([^?#]*))?/.exec(url ?? '') ?? [];
  if (url === undefined || !/^amqps?:\/\//.test(url)) return undefined;
  return path === undefined || path === '' ? '/' : path.replace(/%2F/gi, '/');
}
