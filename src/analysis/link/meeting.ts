import type { EnvReading } from '../../model/deployment.js';
import { compareLocations, compareText, type Location, placeText } from '../../model/location.js';
import type { ExternalCall } from '../../model/program.js';
import type { Edge, EdgeProtocol, LooseEnd, Tier } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';
import type { Place } from './places.js';
import type { EnvUse } from './values/text.js';

/** Which call of its unit it is. */
export type Caller = Pick<ExternalCall, 'id' | 'at' | 'frame'>;

export function callerOf({ id, at, frame }: ExternalCall): Caller {
  return { id, at, frame };
}

/** What became of one call under one deployment. */
export type Meeting = MetPeer | MetNobody | Settled;

export interface MetPeer {
  readonly kind: 'edge';
  readonly from: string;
  readonly to: string;
  readonly protocol: EdgeProtocol;
  readonly style: 'sync' | 'async';
  readonly name: string;
  readonly tier: Tier;
  readonly operation?: string;
  readonly at: Location;
  readonly profile: string;
  /** The call in the caller's program; a proxy rule of a file has none. */
  readonly call?: Caller;
  /** What the environment said about the address. */
  readonly uses?: readonly EnvUse[];
}

export interface MetNobody {
  readonly kind: 'loose';
  readonly from: string;
  readonly what: 'call' | 'topic';
  readonly text: string;
  readonly why: LooseEnd['why'];
  readonly at: Location;
}

/** It leads to something known that is no service: infrastructure, the caller itself, a topic. */
export interface Settled {
  readonly kind: 'settled';
  readonly from: string;
  readonly at: Location;
}

/** Where a unit's own code asks for what a call of it does; none: at the call. */
type Askers = (unit: string, call: Caller | undefined) => readonly Location[];

export interface Met {
  readonly edges: readonly Edge[];
  readonly loose: readonly LooseEnd[];
  /** Call sites by service. */
  readonly counts: ReadonlyMap<string, { readonly resolved: number; readonly unresolved: number }>;
}

export type Asker = Pick<Place, 'profile'> & { readonly unit: { readonly name: string } };

export function loose({ unit }: Asker, call: Pick<ExternalCall, 'at'>, what: Pick<MetNobody, 'what' | 'text' | 'why'>): MetNobody {
  return { kind: 'loose', from: unit.name, at: call.at, ...what };
}

export function settled({ unit }: Asker, call: Pick<ExternalCall, 'at'>): Settled {
  return { kind: 'settled', from: unit.name, at: call.at };
}

/** Edges with all their evidence. A call site that leads somewhere in one deployment or one frame is not loose in another. */
export function collect(meetings: readonly Meeting[], askers: Askers = () => []): Met {
  const found = meetings.filter((meeting) => meeting.kind === 'edge');
  const edges = [...groupBy(found, edgeKey).values()].map((same) => merged(same, askers)).sort(compareEdges);
  const sites = [...groupBy(meetings, siteKey).values()].map(verdict);
  return { edges, loose: looseEnds(sites.flatMap(({ ends }) => ends)), counts: countsOf(sites) };
}

function edgeKey({ from, to, protocol, name }: MetPeer): string {
  return JSON.stringify([from, to, protocol, name]);
}

function siteKey({ from, at }: Meeting): string {
  return JSON.stringify([from, at.file, at.line, at.column]);
}

const RANK: Readonly<Record<Tier, number>> = { declared: 2, static: 1, inferred: 0 };

function merged(same: readonly MetPeer[], askers: Askers): Edge {
  const [first] = [...same].sort((a, b) => RANK[b.tier] - RANK[a.tier] || compareLocations(a.at, b.at));
  if (first === undefined) throw new Error('a group has members');
  const { from, to, protocol, style, name, tier } = first;
  const operation = same.flatMap((meeting) => meeting.operation ?? []).sort(compareText)[0];
  const profiles = [...new Set(same.map(({ profile }) => profile))].sort(compareText);
  const evidence = places(same.flatMap(({ at, call }) => or(askers(from, call), at)));
  const env = envOf(same);
  return {
    from, to, protocol, style, name, confidence: tier, evidence, profiles,
    ...(operation !== undefined && { operation }), ...(env.length > 0 && { env }),
  }; // prettier-ignore
}

/** Each entry once for every profile in which it was read. */
function envOf(same: readonly MetPeer[]): EnvReading[] {
  const all = same.flatMap(({ uses = [], profile }) => uses.map(({ name, entry }) => ({ name, entry, profile })));
  const unique = new Map(all.map((one) => [JSON.stringify([one.profile, one.name, placeText(one.entry.at)]), one]));
  return [...unique].sort(([a], [b]) => compareText(a, b)).map(([, one]) => one);
}

function or(found: readonly Location[], at: Location): readonly Location[] {
  return found.length > 0 ? found : [at];
}

export function compareEdges(a: Edge, b: Edge): number {
  return compareText(a.from, b.from) || compareText(a.to, b.to) || compareText(a.protocol, b.protocol) || compareText(a.name, b.name);
}

interface Verdict {
  readonly from: string;
  readonly isResolved: boolean;
  readonly ends: readonly MetNobody[];
}

function verdict(same: readonly Meeting[]): Verdict {
  const from = same[0]?.from ?? '';
  const ends = same.filter((meeting) => meeting.kind === 'loose');
  if (same.some(({ kind }) => kind !== 'loose')) return { from, isResolved: true, ends: [] };
  const told = ends.filter(({ why }) => why !== 'unresolved');
  return told.length > 0 ? { from, isResolved: true, ends: told } : { from, isResolved: false, ends };
}

function looseEnds(ends: readonly MetNobody[]): LooseEnd[] {
  const groups = groupBy(ends, ({ from, what, why, text }) => JSON.stringify([from, what, why, text]));
  return [...groups.values()]
    .flatMap((same) => {
      const [first] = same;
      if (first === undefined) return [];
      return { service: first.from, kind: first.what, text: first.text, why: first.why, evidence: places(same.map(({ at }) => at)) };
    })
    .sort(compareLoose);
}

export function compareLoose(a: LooseEnd, b: LooseEnd): number {
  return compareText(a.service, b.service) || compareText(a.kind, b.kind) || compareText(a.text, b.text) || compareText(a.why, b.why);
}

function countsOf(sites: readonly Verdict[]): Met['counts'] {
  const groups = groupBy(sites, ({ from }) => from);
  return new Map(
    [...groups].map(([from, list]) => {
      const resolved = list.filter(({ isResolved }) => isResolved).length;
      return [from, { resolved, unresolved: list.length - resolved }];
    }),
  );
}

/** Sorted, each place once. */
export function places(list: readonly Location[]): Location[] {
  const unique = new Map(list.map((at) => [`${at.file}:${at.line}:${at.column}`, at]));
  return [...unique.values()].sort(compareLocations);
}
