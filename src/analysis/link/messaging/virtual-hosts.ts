import type { Residual } from '../../../model/residual.js';
import type { Place } from '../places.js';
import { textsOf } from '../values/env.js';
import { known } from '../values/text.js';

/** One end of a conversation over a broker. */
interface End {
  readonly place: Place;
  readonly address?: Residual | undefined;
}

/** Queues of one name in two virtual hosts of a broker are two queues: `amqp://rabbit/orders`. What is not known is no difference. */
export function areApart(a: End, b: End): boolean {
  const [one, other] = [hostOf(a), hostOf(b)];
  return one !== undefined && other !== undefined && one !== other;
}

function hostOf({ place, address }: End): string | undefined {
  if (address === undefined) return undefined;
  const hosts = new Set(textsOf(address, place).map((text) => virtualHost(known(text))));
  const [only] = hosts;
  return hosts.size === 1 ? only : undefined;
}

/** The root, where an address tells none. */
function virtualHost(url: string | undefined): string | undefined {
  const [, path] = /^amqps?:\/\/[^/?#]+(?:\/([^?#]*))?/.exec(url ?? '') ?? [];
  if (url === undefined || !/^amqps?:\/\//.test(url)) return undefined;
  return path === undefined || path === '' ? '/' : path.replace(/%2F/gi, '/');
}
