import { compareLocations, compareText } from '../../../model/location.js';
import type { PlaintextAddress } from '../../../model/practice.js';
import type { ExternalCall } from '../../../model/program.js';
import type { Residual } from '../../../model/residual.js';
import { addressOf } from '../values/address.js';
import { placesIn, type Context } from '../context.js';
import { textsOf } from '../values/env.js';
import { signalsOf, type LinkedUnit } from '../input.js';
import type { Place } from '../places.js';
import type { Text } from '../values/text.js';
import { urlsOf } from '../values/urls.js';

/** Addresses outside of the system that are reached without encryption. Inside of it a mesh or the network encrypts what code does not. */
export function plaintextOf(context: Pick<Context, 'linked' | 'places' | 'directory'>): PlaintextAddress[] {
  const all = context.linked.flatMap((item) =>
    placesIn(context.places, item.unit).flatMap((place) =>
      addressed(item, place).flatMap(({ text, call }) => {
        const { scheme, host, port } = addressOf(text);
        if (scheme === undefined || host === undefined || !isPlain(scheme, port) || !isPublic(host)) return [];
        if (context.directory.find(host, port, place).kind !== 'external') return [];
        return [{ service: item.unit.name, at: call.at, address: `${scheme}://${host}` }];
      }),
    ),
  );
  const places = new Map(all.map((one) => [JSON.stringify(one), one]));
  return [...places.values()].sort(
    (a, b) => compareText(a.service, b.service) || compareText(a.address, b.address) || compareLocations(a.at, b.at),
  );
}

interface Addressed {
  readonly text: Text;
  readonly call: ExternalCall;
}

function addressed(item: LinkedUnit, place: Place): Addressed[] {
  const given = (value: Residual | undefined, call: ExternalCall): Addressed[] =>
    value === undefined ? [] : textsOf(value, place).map((text) => ({ text, call }));
  return [
    ...signalsOf(item, 'request').flatMap((one) => urlsOf(one, place).map((text) => ({ text, call: one.call }))),
    ...signalsOf(item, 'open').flatMap(({ url, call }) => given(url, call)),
    ...[...signalsOf(item, 'publish'), ...signalsOf(item, 'subscribe')].flatMap(({ address, call }) => given(address, call)),
  ];
}

const PLAIN: ReadonlySet<string> = new Set(['http', 'ws', 'amqp', 'mqtt', 'redis']);

function isPlain(scheme: string, port: number | undefined): boolean {
  return PLAIN.has(scheme) && port !== 443;
}

/** A name that the whole world knows: no number, no name of a network of one's own, none of a documentation. */
function isPublic(host: string): boolean {
  return (
    /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/.test(host) && !OWN.test(host) && !/(?:^|\.)example\.(?:com|org|net)$|\.(?:example|invalid)$/.test(host)
  );
}

/** Names inside of clusters, clouds and machines; libraries resolve `schemas.` to nothing. */
const OWN =
  /\.(?:svc|local|internal|localhost|localdomain|lan|home|corp|intranet|private|test|docker|cluster|consul|namespace)$|\.svc\.|\.internal\./;
