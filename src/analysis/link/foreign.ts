import type { ForeignRead } from '../../model/deployment.js';
import { env } from '../../model/residual.js';
import { groupBy } from '../../shared/group-by.js';
import { placesIn, type Context } from './context.js';
import { isLocal } from './directory.js';
import type { Meeting, MetPeer } from './meeting.js';
import type { Place } from './places.js';
import { addressOf } from './values/address.js';
import { textOf } from './values/env.js';
import { unitOfVariable } from './values/names.js';
import { known, literal, shown, type Text } from './values/text.js';

/** Variables of this kind hold an address, whatever it looks like. */
const ADDRESS = /(?:^|_)(?:URLS?|URI|HOST|HOSTNAME|ADDR|ADDRESS|ENDPOINT|SERVER|BASE|SERVICE|API|TARGET|UPSTREAM)(?:_|$)/;
/** What names who one is oneself, or something beside a service. */
const OWN =
  /^(?:HOST|HOSTNAME|SERVER_HOST|SERVER_ADDRESS|BIND|LISTEN)|(?:^|_)(?:ALLOWED|ALLOW|CORS|ORIGINS?|REDIRECT|CALLBACK|PUBLIC)(?:_|$)|(?:^|_)(?:QUEUE|TOPIC|EXCHANGE|DATABASE|DB|USER|USERNAME|PASSWORD|TOKEN|KEY|SECRET|NAME|PORT)$/;

/**
 * Units in other languages, whose calls nobody resolves: that their source asks for the address of a unit is taken for calling it, and
 * never for more than that.
 */
export function* foreignMeetings(context: Context): Generator<Meeting> {
  for (const [unit, reads] of groupBy(context.foreignReads, (read) => read.unit)) {
    const met = placesIn(context.places, { name: unit }).flatMap((place) => reads.flatMap((read) => meets(context, place, read)));
    const byVariable = new Set(met.flatMap(({ to, uses }) => (uses === undefined ? [] : to)));
    // An address that is written where a variable leads as well is its default.
    yield* met.filter(({ to, uses }) => uses !== undefined || !byVariable.has(to));
  }
}

function meets(context: Context, place: Place, read: ForeignRead): MetPeer[] {
  const text = addressText(read, place);
  const to = text === undefined ? undefined : peerAt(context, text, place);
  if (text === undefined || to === undefined || to === place.unit.name) return [];
  const named = 'variable' in read.what ? { name: `{${read.what.variable}}`, uses: text.uses } : { name: read.what.address };
  const how = { ...named, protocol: read.isGrpc && !isWeb(text) ? 'grpc' : 'http', style: 'sync', tier: 'inferred' } as const;
  return [{ kind: 'edge', from: place.unit.name, to, ...how, at: read.at, profile: place.profile }];
}

function isWeb(text: Text): boolean {
  return /^(?:https?|lb):/.test(shown(text));
}

/** An address that is written as one, or what a variable that holds addresses holds. */
function addressText({ what }: ForeignRead, place: Place): Text | undefined {
  if ('address' in what) return literal(what.address);
  const text = textOf(env(what.variable), place);
  if (text === undefined || OWN.test(what.variable)) return undefined;
  const whole = known(text);
  if (whole === undefined || /^https?:\/\//.test(whole)) return text;
  return ADDRESS.test(what.variable) && /^[a-z0-9][a-z0-9.-]*(?::\d+)?(?:\/.*)?$/i.test(whole) ? text : undefined;
}

/** Only a host that is known to be a unit; where nobody sets the variable, the unit of which its name speaks. */
function peerAt({ directory }: Context, text: Text, place: Place): string | undefined {
  const whole = known(text);
  const { host, port, hostHoles } = addressOf(whole === undefined || /^[a-z]+:\/\//i.test(whole) ? text : literal(`http://${whole}`));
  if (host !== undefined) {
    const peer = isLocal(host) ? undefined : directory.find(host, port, place);
    return peer?.kind === 'units' && peer.sure ? peer.units[0] : undefined;
  }
  const others = directory.units.filter(({ name }) => name !== place.unit.name);
  const variables = hostHoles.flatMap(({ env: name }) => (name !== undefined && WHOLE_ADDRESS.test(name) ? name : []));
  return variables.flatMap((name) => unitOfVariable(name, others)?.name ?? [])[0];
}

const WHOLE_ADDRESS = /(?:^|_)(?:URL|URI|ADDR|ADDRESS|ENDPOINT|HOST)$/;
