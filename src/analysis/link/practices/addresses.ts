import { compareLocations, compareText, type Location } from '../../../model/location.js';
import type { WrittenAddress } from '../../../model/practice.js';
import type { ExternalCall } from '../../../model/program.js';
import type { Residual } from '../../../model/residual.js';
import { placesIn, type Context } from '../context.js';
import { signalsOf, type LinkInput, type LinkedUnit } from '../input.js';
import { hostAndPort } from '../values/address.js';
import { defaultTexts } from '../values/defaults.js';
import { chainOf, fieldOf } from '../values/fields.js';

type Among = Pick<Context, 'linked' | 'places' | 'directory'>;

/** Addresses in code that only lead somewhere on one machine: `localhost`, or the number of a host. */
export function addressesOf(context: Among, digests: LinkInput['digests']): WrittenAddress[] {
  const all = context.linked.flatMap((item) => {
    const found = saidBy(item).flatMap(({ value, call, what }) => {
      const address = literalOf(value);
      if (
        address === undefined ||
        GENERATED.test(call.at.file) ||
        !isOfOneMachine(address) ||
        isOwn(context, item, address) ||
        !isPlain(call, address)
      )
        return [];
      return [{ service: item.unit.name, at: what === 'broker' ? clientOf(call) : call.at, address, what }];
    });
    if (found.length === 0) return [];
    const defaults = [...defaultTexts(item.program.files.flatMap((file) => digests.get(file) ?? []))].filter((text) =>
      LOCALHOST.test(text),
    );
    return found.filter(({ address }) => !defaults.some((text) => address.startsWith(text)));
  });
  const places = new Map(all.map((one) => [JSON.stringify([one.service, one.at]), one]));
  return [...places.values()].sort((a, b) => compareText(a.service, b.service) || compareLocations(a.at, b.at));
}

/** Clients that a tool writes have an address that stands for any, and are given the real one. */
const GENERATED = /(?:^|\/)(?:__)?generated(?:__)?\/|\.(?:gen|generated)\.[cm]?[jt]sx?$/;

interface Said {
  readonly value: Residual | undefined;
  readonly call: ExternalCall;
  readonly what: WrittenAddress['what'];
}

function saidBy(item: LinkedUnit): Said[] {
  const call = (value: Residual | undefined, of: ExternalCall): Said => ({ value, call: of, what: 'call' });
  return [
    ...signalsOf(item, 'request').map((one) => call(isWhole(literalOf(one.url)) ? one.url : (one.base ?? one.url), one.call)),
    ...signalsOf(item, 'proxy').map((one) => call(one.target.k === 'object' ? fieldOf(one.target, 'host') : one.target, one.call)),
    ...signalsOf(item, 'grpc-call').map((one) => call(one.address, one.call)),
    ...signalsOf(item, 'message-client').map((one) => call(hostOf(one.config), one.call)),
    ...signalsOf(item, 'open').map((one): Said => ({ value: one.url ?? one.host, call: one.call, what: 'datastore' })),
    ...[...signalsOf(item, 'publish'), ...signalsOf(item, 'subscribe')].map((one): Said => ({
      value: one.address,
      call: one.call,
      what: 'broker',
    })),
  ];
}

/** An address that needs no base. */
function isWhole(url: string | undefined): boolean {
  return url?.includes('://') === true;
}

/** `{ transport, options: { host, port } }`, `{ options: { url } }`, `{ options: { urls: [] } }`, brokers and servers likewise. */
function hostOf(config: Residual): Residual | undefined {
  const options = fieldOf(config, 'options');
  if (options === undefined) return undefined;
  const lists = [fieldOf(options, 'urls'), fieldOf(options, 'servers'), fieldOf(options, 'client', 'brokers')];
  const listed = lists.flatMap((list) => (list?.k === 'array' ? list.items.slice(0, 1) : []));
  return fieldOf(options, 'host') ?? fieldOf(options, 'url') ?? listed[0];
}

/** What is written as it is: a variable, or a choice between several, is none. */
function literalOf(value: Residual | undefined): string | undefined {
  if (value?.k === 'lit') return typeof value.v === 'string' ? value.v : undefined;
  const [first, ...rest] = value?.k === 'tpl' ? value.parts : [];
  if (first?.k !== 'lit' || typeof first.v !== 'string') return undefined;
  // A port that a variable gives makes the address one that can be set.
  return rest.length > 0 && /:\/\/[^/]*$/.test(first.v) ? undefined : first.v;
}

/** Written where the call, or the client behind it, is told: no default of a driver, and no alternative to something else. */
function isPlain({ args, callee }: ExternalCall, address: string): boolean {
  const found = { plain: false, chosen: false };
  for (const value of [...args, ...chainOf(callee).flatMap((one) => (one.k === 'call' ? one.args : []))])
    look(value, address, { found, depth: 6 });
  return found.plain && !found.chosen;
}

interface Looking {
  readonly found: { plain: boolean; chosen: boolean };
  readonly depth: number;
  readonly isChoice?: true;
}

function look(value: Residual, address: string, looking: Looking): void {
  const { found, depth } = looking;
  if (depth === 0) return;
  if (value.k === 'lit' && value.v === address) found[looking.isChoice ? 'chosen' : 'plain'] = true;
  const below = { ...looking, depth: depth - 1, ...(isChoice(value) && { isChoice: true as const }) };
  for (const part of childrenOf(value)) look(part, address, below);
}

/** Several addresses of one machine are no choice: one place is asked for each of them. */
function isChoice(value: Residual): boolean {
  const isLocal = (one: Residual): boolean => isOfOneMachine(literalOf(one) ?? '');
  return (value.k === 'first' || value.k === 'any') && !value.of.every(isLocal);
}

function childrenOf(value: Residual): readonly Residual[] {
  switch (value.k) {
    case 'object':
      return [...value.props.values(), ...value.rest];
    case 'array':
      return value.items;
    case 'tpl':
      return value.parts;
    case 'first':
    case 'any':
      return value.of;
    case 'call':
      return value.args;
    case 'prop':
    case 'element':
      return [value.of];
    default:
      return [];
  }
}

/** A broker's address stands where its client is made, not at every message. */
function clientOf({ callee, at }: ExternalCall): Location {
  const made = chainOf(callee).findLast((one) => one.k === 'call');
  const [, file, line, column] = /^(.*):(\d+):(\d+)$/.exec(made?.k === 'call' ? made.site : '') ?? [];
  return file === undefined ? at : { file, line: Number(line), column: Number(column) };
}

const LOCALHOST = /localhost|\d\.\d/i;
const LOCAL = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;
const NUMBER = /^\d{1,3}(?:\.\d{1,3}){3}$/;
/** What clouds answer to every machine under, and nobody at all. */
const RESERVED = /^(?:169\.254\.|0\.0\.0\.0|255\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|1\.1\.1\.1|8\.8\.)/;

function isOfOneMachine(address: string): boolean {
  const { host } = partsOf(address);
  // A sidecar is on the machine itself, wherever that is.
  if (/\/v1\.0\/(?:invoke|publish|state|actors|bindings|secrets)/.test(address)) return false;
  return LOCAL.test(host) || (NUMBER.test(host) && !RESERVED.test(host));
}

function partsOf(address: string): { readonly host: string; readonly port?: string } {
  const authority = address.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/[/?#,].*$/s, '');
  return hostAndPort(authority.slice(authority.lastIndexOf('@') + 1));
}

/** It asks itself. */
function isOwn(context: Among, { unit }: LinkedUnit, address: string): boolean {
  const { host, port } = partsOf(address);
  return placesIn(context.places, unit).some((place) => {
    const found = port === undefined ? undefined : context.directory.find(host.toLowerCase(), Number(port), place);
    return found?.kind === 'units' && found.units.every((name) => name === unit.name);
  });
}
