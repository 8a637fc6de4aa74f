import type { RequestSignal } from '../../../model/signal.js';
import type { Place } from '../places.js';
import { addressOf, joined } from './address.js';
import { textsOf } from './env.js';
import { concat, literal, type Text } from './text.js';

/** Base and path, each with its alternatives; of whom a sidecar asks, only the path. */
export function urlsOf({ app, ...signal }: Pick<RequestSignal, 'url' | 'base' | 'join' | 'app'>, place: Place): readonly Text[] {
  const urls = wholeUrls(signal, place);
  if (app === undefined) return urls;
  const paths = urls.map((text) => literal(addressOf(text).path));
  return textsOf(app, place).flatMap((name) => paths.map((path) => concat([literal('//'), name, path])));
}

function wholeUrls({ url, base, join }: Pick<RequestSignal, 'url' | 'base' | 'join'>, place: Place): readonly Text[] {
  const urls = textsOf(url, place);
  if (base === undefined) return urls;
  return textsOf(base, place).flatMap((root) => urls.map((text) => joined(root, text, join ?? 'concat')));
}
