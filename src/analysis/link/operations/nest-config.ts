import { alternatives, pathOf, type Residual } from '../../../model/residual.js';
import { signalsOf, type LinkedUnit } from '../input.js';
import type { Place } from '../places.js';
import { textsOf } from '../values/env.js';
import { chainOf, fieldOf, itemsOf } from '../values/fields.js';
import { known, type Text } from '../values/text.js';

/** Nest's Transport: the values of the enum, in their order. */
const TRANSPORTS = ['TCP', 'REDIS', 'NATS', 'MQTT', 'GRPC', 'RMQ', 'KAFKA'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** How a client reaches its server, or a server listens. */
export interface MessageConfig {
  readonly transport: Transport | undefined;
  readonly queues: readonly Text[];
  readonly hosts: readonly Text[];
  readonly ports: readonly Text[];
  /** Of a server of gRPC, or of the broker. */
  readonly urls: readonly Text[];
}

const NOTHING: MessageConfig = { transport: undefined, queues: [], hosts: [], ports: [], urls: [] };

/** `{ transport, options: { queue, host, port, url } }`; a transport that is not said is TCP. */
export function configOf(config: Residual, place: Place): MessageConfig {
  const options = fieldOf(config, 'options') ?? strategyOptions(config);
  return { transport: transportOf(fieldOf(config, 'transport'), place) ?? transportOfOptions(options), ...peerOf(options, place) };
}

function peerOf(options: Residual | undefined, place: Place): Omit<MessageConfig, 'transport'> {
  const texts = (name: string): readonly Text[] => {
    const value = fieldOf(options, name);
    return value === undefined ? [] : itemsOf(value).flatMap((one) => textsOf(one, place));
  };
  return { queues: texts('queue'), hosts: texts('host'), ports: texts('port'), urls: [...texts('url'), ...texts('urls')] };
}

/** `{ strategy: new Server(options) }`: a server of somebody else's making, with options as Nest's own. */
function strategyOptions(config: Residual): Residual | undefined {
  const strategy = fieldOf(config, 'strategy');
  return strategy?.k === 'call' ? strategy.args[0] : undefined;
}

/** Only brokers with queues have `queue`; an address alone may be anything. */
function transportOfOptions(options: Residual | undefined): Transport | undefined {
  if (options === undefined) return undefined;
  return fieldOf(options, 'queue') === undefined || fieldOf(options, 'urls') === undefined ? undefined : 'RMQ';
}

/** Configurations of the proxy through which a message is sent: made in place, or registered under its token. */
export function clientConfigs(client: Residual, linked: LinkedUnit, place: Place): MessageConfig[] {
  const direct = alternatives(client).flatMap((one) => inPlace(one, place));
  if (direct.length > 0) return direct;
  const tokens = new Set(
    alternatives(client).flatMap((one) => (one.k === 'call' ? tokenKeys(one.injected?.decoratorArgs?.[0], place) : [])),
  );
  const made = new Set(chainOf(client).flatMap((one) => (one.k === 'call' ? one.site : [])));
  const found = signalsOf(linked, 'message-client').filter(
    ({ token, call }) => tokenKeys(token, place).some((key) => tokens.has(key)) || made.has(call.site),
  );
  return found.length > 0 ? found.map(({ config }) => configOf(config, place)) : [NOTHING];
}

/** `ClientProxyFactory.create(config)`, `new ClientRMQ(options)`, `@Client(config)`. */
function inPlace(client: Residual, place: Place): MessageConfig[] {
  if (client.k !== 'call') return [];
  const path = pathOf(client.callee) ?? '';
  const [given] = client.args;
  if (path.endsWith('.ClientProxyFactory.create')) return given === undefined ? [] : [configOf(given, place)];
  if (client.injected?.decorator?.endsWith('.Client') === true)
    return (client.injected.decoratorArgs ?? []).slice(0, 1).map((config) => configOf(config, place));
  const named = /\.Client(TCP|Redis|Nats|Mqtt|RMQ|Kafka)(?:Proxy)?$/.exec(path)?.[1];
  if (named === undefined || client.injected !== undefined || given === undefined) return [];
  const transport = TRANSPORTS.find((one) => one === named.toUpperCase());
  return [{ transport, ...peerOf(given, place) }];
}

/** A token is its text, or the value itself (a symbol, a class). */
function tokenKeys(token: Residual | undefined, place: Place): string[] {
  if (token === undefined) return [];
  return alternatives(token).flatMap((one) => {
    const texts = one.k === 'lit' || one.k === 'tpl' || one.k === 'env' ? textsOf(one, place).flatMap((text) => known(text) ?? []) : [];
    return texts.length > 0 ? texts : one.k === 'unknown' ? [] : [`#${one.hash}`];
  });
}

function transportOf(value: Residual | undefined, place: Place): Transport | undefined {
  for (const one of value === undefined ? [] : alternatives(value)) {
    const name = pathOf(one)?.split('.').at(-1);
    const text = textsOf(one, place).flatMap((found) => known(found) ?? [])[0];
    const transport = /^[0-6]$/.test(text ?? '')
      ? TRANSPORTS[Number(text)]
      : TRANSPORTS.find((word) => word === name || word === text?.toUpperCase());
    if (transport !== undefined) return transport;
  }
  return undefined;
}
