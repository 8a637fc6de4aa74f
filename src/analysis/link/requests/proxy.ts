import type { ProxyRule } from '../../../model/deployment.js';
import type { Residual } from '../../../model/residual.js';
import { placesIn, type Context } from '../context.js';
import { isLocal } from '../directory.js';
import { signalsOf } from '../input.js';
import { loose, settled, type Meeting } from '../meeting.js';
import { mountsOf } from '../operations/routes.js';
import type { Place } from '../places.js';
import { addressOf, type Address } from '../values/address.js';
import { templateText, textsOf } from '../values/env.js';
import { fieldOf } from '../values/fields.js';
import { essence, unitOfEssence, unitOfVariable } from '../values/names.js';
import { concat, literal, shown, type Text } from '../values/text.js';

/** Requests that a unit forwards: in code, or by the rules of a proxy in a file. */
export function* proxyMeetings(context: Context): Generator<Meeting> {
  for (const linked of context.linked) {
    for (const place of placesIn(context.places, linked.unit)) {
      const mountedAt = mountsOf(linked, place);
      for (const { target, prefix, call } of signalsOf(linked, 'proxy')) {
        const names = prefix === undefined ? mountedAt(call.result) : textsOf(prefix, place).map(shown);
        const all = targetsOf(target, place).flatMap((text) => names.map((name) => ({ text, name })));
        for (const one of all) yield* forwarded(context, { ...one, place, at: call.at, call });
      }
    }
  }
  yield* ruleMeetings(context);
}

/** The rules of an ingress are no unit's: they say where requests from outside go, not who calls whom. */
function* ruleMeetings(context: Context): Generator<Meeting> {
  for (const rule of context.rules) {
    if (!context.directory.units.some(({ name }) => name === rule.unit)) continue;
    for (const place of placesIn(context.places, { name: rule.unit })) {
      yield* forwarded(context, { place, text: templateText(rule.target, place), name: rule.prefix, at: rule.at });
    }
  }
}

/** The unit to which the longest fitting prefix leads. */
export function ruleFor(
  context: Pick<Context, 'places' | 'directory' | 'rules'>,
  path: string,
  isMeant: (rule: ProxyRule) => boolean,
): string | undefined {
  const meant = context.rules.filter(isMeant);
  // A path that begins with what nobody knows may go anywhere; that it fits the rule for everything says nothing.
  if (/^\/?\{/.test(path) && meant.some(({ prefix }) => !isBelow('/', prefix))) return undefined;
  const fitting = meant.filter((rule) => isBelow(path, rule.prefix));
  const longest = Math.max(...fitting.map(({ prefix }) => plain(prefix).length));
  const found = fitting.filter(({ prefix }) => plain(prefix).length === longest).flatMap((rule) => peersOfRule(context, rule));
  return (found.find(({ sure }) => sure) ?? found[0])?.units[0];
}

/** Rules of nobody, as those of an ingress, are valid wherever they are: a host has its name in one profile, and none in others. */
function peersOfRule(context: Pick<Context, 'places' | 'directory'>, { unit, target }: ProxyRule): Extract<Peers, { kind: 'units' }>[] {
  const own = placesIn(context.places, { name: unit });
  const anywhere = new Map([...context.places.values()].flat().map((place) => [place.profile, place]));
  return (own.length > 0 ? own : [...anywhere.values()]).flatMap((place) => {
    const found = peersOf(context, templateText(target, place), place);
    return found.kind === 'units' ? found : [];
  });
}

/** `/api/(.*)` begins with `/api`; '' is the rule for everything. */
export function plain(prefix: string): string {
  return prefix.replace(/\/?(?:\(.*|\?.*|\*.*)$/, '').replace(/\/$/, '');
}

function isBelow(path: string, prefix: string): boolean {
  const clean = plain(prefix);
  return clean === '' || path === clean || path.startsWith(`${clean}/`);
}

/** A URL, or `{ host, port }`. */
function targetsOf(target: Residual, place: Place): readonly Text[] {
  const host = fieldOf(target, 'host') ?? fieldOf(target, 'hostname');
  if (target.k !== 'object' || host === undefined) return textsOf(target, place);
  const port = fieldOf(target, 'port');
  const ports = port === undefined ? [literal('80')] : textsOf(port, place);
  return textsOf(host, place).flatMap((name) => ports.map((number) => concat([literal('http://'), name, literal(':'), number])));
}

interface Forward {
  readonly place: Place;
  readonly text: Text;
  readonly name: string;
  readonly at: Extract<Meeting, { kind: 'edge' }>['at'];
  readonly call?: NonNullable<Extract<Meeting, { kind: 'edge' }>['call']>;
}

function* forwarded(context: Context, { place, text, name, at, call }: Forward): Generator<Meeting> {
  const asked = peersOf(context, text, place);
  const found = asked.kind === 'no-peer' ? (calledLike(context, { place, text, name }) ?? asked) : asked;
  if (found.kind === 'settled') yield settled(place, { at });
  else if (found.kind !== 'units') yield loose(place, { at }, { what: 'call', text: `proxy ${shown(text)}`, why: found.kind });
  else {
    const others = found.units.filter((unit) => unit !== place.unit.name);
    if (others.length === 0) yield settled(place, { at });
    for (const to of others) {
      const link = {
        protocol: 'proxy',
        style: 'sync',
        name,
        tier: found.sure ? 'static' : 'inferred',
        at,
        profile: place.profile,
        uses: text.uses,
      } as const;
      yield { kind: 'edge', from: place.unit.name, to, ...link, ...(call && { call }) };
    }
  }
}

/** `/orders`, to a port of the developer's machine of which the code of nobody speaks, or of several: the unit that is called so. */
function calledLike({ directory }: Context, { place, text, name }: Pick<Forward, 'place' | 'text' | 'name'>): Peers | undefined {
  if (!isLocal(addressOf(text).host ?? '')) return undefined;
  const others = directory.units.filter((unit) => unit.name !== place.unit.name);
  const meant = name.split('/').flatMap((segment) => essence(segment) || []);
  const [unit] = meant.flatMap((word) => unitOfEssence(word, others) ?? []);
  return unit === undefined ? undefined : { kind: 'units', units: [unit.name], sure: false };
}

type Peers =
  | { readonly kind: 'units'; readonly units: readonly string[]; readonly sure: boolean }
  | { readonly kind: 'settled' | 'external' | 'no-peer' | 'unresolved' };

/** Who answers at an address; its variable's name where the host is not known, or is a port of `localhost` that says little. */
export function peersOf({ directory }: Pick<Context, 'directory'>, text: Text, place: Place): Peers {
  const address = addressOf(text);
  const peer = address.host === undefined ? undefined : directory.find(address.host, address.port, place);
  switch (peer?.kind) {
    case 'infrastructure':
      return { kind: 'settled' };
    case 'external':
      return { kind: 'external' };
    case 'units':
      return peer.sure || !isLocal(address.host ?? '') ? peer : (namedBy(address, directory, place) ?? peer);
    default:
      return namedBy(address, directory, place) ?? { kind: peer?.kind === 'nobody' ? 'no-peer' : 'unresolved' };
  }
}

/** The unit of which a variable in the address speaks. */
function namedBy({ hostHoles, text }: Address, directory: Context['directory'], place: Place): Peers | undefined {
  const others = directory.units.filter(({ name }) => name !== place.unit.name);
  const variables = [...hostHoles.flatMap(({ env }) => env ?? []), ...text.uses.map(({ name }) => name), ...(text.unset ?? [])];
  const [named] = variables.flatMap((variable) => unitOfVariable(variable, others)?.name ?? []);
  return named === undefined ? undefined : { kind: 'units', units: [named], sure: false };
}
