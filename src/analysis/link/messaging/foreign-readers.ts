import { env } from '../../../model/residual.js';
import { placesIn, type Context } from '../context.js';
import type { MetPeer } from '../meeting.js';
import { textOf } from '../values/env.js';
import { known } from '../values/text.js';
import type { Publication } from './talks.js';
import { topicNames } from './topic-name.js';

/** Variables that hold the name of something that messages are put into. */
const CHANNEL = /(?:^|_)(?:QUEUE|TOPIC|STREAM|SUBJECT|CHANNEL)(?:_NAME)?$/i;

/**
 * Of what is published and read by nobody whose source is resolved, the reader may be written in another language: the only one whose
 * source asks for a variable that holds this very name.
 */
export function foreignReaders(
  context: Pick<Context, 'foreignReads' | 'places'>,
  { topic, place, broker, call }: Publication,
  protocol: MetPeer['protocol'],
): MetPeer[] {
  return topicNames(topic, place, broker).flatMap(({ key, text, isExact }): MetPeer[] => {
    const readers = context.foreignReads.filter(({ unit, what }) => {
      if (!isExact || unit === place.unit.name || !('variable' in what) || !CHANNEL.test(what.variable)) return false;
      const own = placesIn(context.places, { name: unit }).filter(({ profile }) => profile === place.profile);
      return own.some((there) => known(textOf(env(what.variable), there) ?? { pieces: [], uses: [] }) === key);
    });
    const units = [...new Set(readers.map(({ unit }) => unit))];
    const [to] = units;
    if (to === undefined || units.length > 1) return [];
    return [
      {
        kind: 'edge',
        from: place.unit.name,
        to,
        protocol,
        style: 'async',
        name: text,
        tier: 'inferred',
        at: call.at,
        profile: place.profile,
        ...(call.id >= 0 && { call }),
      },
    ];
  });
}
