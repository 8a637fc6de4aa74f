import type { Residual } from '../../../model/residual.js';
import type { Place } from '../places.js';
import { textsOf } from '../values/env.js';
import { known, type Text } from '../values/text.js';

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

/** The same of addresses that were found out already. */
export function areHostsApart(a: readonly Text[], b: readonly Text[]): boolean {
  return areTwo(only(a.map(hostOf)), only(b.map(hostOf)));
}

const hostOf = (text: Text): string | undefined => virtualHost(known(text));

function only(all: readonly (string | undefined)[]): string | undefined {
  return new Set(all).size === 1 ? all[0] : undefined;
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
  return only(textsOf(value, place).map((text) => part(known(text))));
}

/** The root, where an address tells none. */
function virtualHost(url: string | undefined): string | undefined {
  const [, path] = /^amqps?:\/\/[^/?#]+(?:\/([^?#]*))?/.exec(url ?? '') ?? [];
  if (url === undefined || !/^amqps?:\/\//.test(url)) return undefined;
  return path === undefined || path === '' ? '/' : path.replace(/%2F/gi, '/');
}
