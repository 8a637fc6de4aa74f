import type { RequestSignal } from '../../../model/signal.js';
import type { Place } from '../places.js';
import { joined } from './address.js';
import { textsOf } from './env.js';
import type { Text } from './text.js';

/** Base and path, each with its alternatives. */
export function urlsOf({ url, base, join }: Pick<RequestSignal, 'url' | 'base' | 'join'>, place: Place): readonly Text[] {
  const urls = textsOf(url, place);
  if (base === undefined) return urls;
  return textsOf(base, place).flatMap((root) => urls.map((text) => joined(root, text, join ?? 'concat')));
}
