import { compareLocations, compareText, type Location } from '../../../model/location.js';
import { framesLeadingTo, type Entry, type ExternalCall, type LoopContext, type Program } from '../../../model/program.js';
import type { Flow, RemoteCall } from '../../../model/system.js';
import { groupBy } from '../../../shared/group-by.js';
import { isInside } from '../../../shared/paths.js';
import { signalsOf, type LinkedUnit } from '../input.js';
import type { MetPeer } from '../meeting.js';
import type { Offered } from '../operations/operations.js';
import { isOwn } from '../paths.js';
import { behindCache } from './caches.js';
import { isHeavy, remoteLoop } from './loops.js';

/** Deeper than this no path is told any more. */
const MAX_DEPTH = 40;
/** Frames walked for one entry: beyond this the rest of its calls is left out. */
const MAX_STEPS = 20_000;

export interface FlowInput {
  readonly linked: LinkedUnit;
  readonly offered: readonly Offered[];
  /** Edges of this unit that a call of its program makes. */
  readonly edges: readonly MetPeer[];
  /** Entries that are called once per item, by their frames. */
  readonly perItem: ReadonlyMap<number, LoopContext>;
}

/** From each entry of a unit: the remote calls that its code can reach. Entries that reach none are left out. */
export function flowsOf({ linked, offered, edges, perItem }: FlowInput): Flow[] {
  if (edges.length === 0) return [];
  const { program, unit } = linked;
  const byCall = groupBy(edges, ({ call }) => String(call?.id ?? -1));
  const reaching = framesReaching(program, byCall);
  const looks = new Set(signalsOf(linked, 'cache-look').map(({ call }) => call.id));
  const ways = { byCall, reaching, looks };
  const flows = program.entries
    .filter(({ frame }) => reaching.has(frame))
    .flatMap((entry) => {
      const loop = perItem.get(entry.frame);
      const sites = walk(program, { frame: entry.frame, chain: [], rounds: loop ? [{ loop, step: 0 }] : [] }, ways);
      const at = beginningOf(linked, entry);
      return sites.length === 0 || at === undefined
        ? []
        : [
            {
              service: unit.name,
              entry: { kind: entry.kind, name: nameOf(program, entry, offered), at },
              calls: remoteCalls(sites, entry, unit),
            },
          ];
    });
  return mergeFlows(flows);
}

/** Where its function is written; of a wrapper in a library, which wraps all of them, where it is registered. */
export function beginningOf({ program, unit }: LinkedUnit, { frame, via }: Entry): Location | undefined {
  const at = program.frames[frame]?.at;
  const isOwn = at !== undefined && unit.sources.some((source) => isInside(at.file, source));
  return isOwn || via === undefined ? at : (program.calls[via]?.at ?? at);
}

type EdgesByCall = ReadonlyMap<string, readonly MetPeer[]>;

/** Frames from which some remote call can be reached: only these are walked. */
function framesReaching({ frames }: Program, byCall: EdgesByCall): ReadonlySet<number> {
  const calling = frames.filter(({ calls }) => calls.some((call) => byCall.has(String(call))));
  return framesLeadingTo(
    calling.map(({ id }) => id),
    frames,
  );
}

/** A loop met on the way, and which step of the chain is the first inside it. */
interface Round {
  readonly loop: LoopContext;
  readonly step: number;
}

interface Site {
  readonly edge: MetPeer;
  readonly chain: readonly Location[];
  readonly rounds: readonly Round[];
}

interface Step {
  readonly frame: number;
  readonly chain: readonly Location[];
  readonly rounds: readonly Round[];
}

/** Breadth first; a frame is walked once plainly and once from inside a loop, so that the path with the loop is found. */
function walk(
  { frames, calls }: Program,
  from: Step,
  {
    byCall,
    reaching,
    looks,
  }: { readonly byCall: EdgesByCall; readonly reaching: ReadonlySet<number>; readonly looks: ReadonlySet<number> },
): Site[] {
  const sites: Site[] = [];
  const seen = new Set<string>();
  const queue: Step[] = [from];
  for (const step of queue) {
    const key = `${step.frame}:${heaviness(step) > 0}`;
    const at = frames[step.frame];
    if (at === undefined || seen.has(key) || queue.length > MAX_STEPS) continue;
    seen.add(key);
    const isCached = behindCache(at.calls.flatMap((id) => (looks.has(id) ? (calls[id] ?? []) : [])));
    for (const id of at.calls) {
      const own = roundsOf(calls[id]?.loops ?? [], step.chain.length);
      for (const edge of byCall.get(String(id)) ?? [])
        sites.push({ edge, chain: step.chain, rounds: isCached(edge.at) ? own : [...step.rounds, ...own] });
    }
    if (step.chain.length >= MAX_DEPTH) continue;
    for (const next of at.callsTo) {
      if (!reaching.has(next.frame)) continue;
      const rounds = [...(isCached(next.at) ? [] : step.rounds), ...roundsOf(next.loops, step.chain.length)];
      queue.push({ frame: next.frame, chain: [...step.chain, next.at], rounds });
    }
  }
  return sites;
}

/** Of `items.map(f)` the step is the call of `map`; what is done per item comes behind it. */
function roundsOf(loops: readonly LoopContext[], step: number): Round[] {
  return loops.map((loop) => ({ loop, step: loop.kind === 'callback' ? step + 1 : step }));
}

/** One row for each target of a call site: the path with the most loops, of these the shortest. */
function remoteCalls(sites: readonly Site[], entry: Entry, unit: LinkedUnit['unit']): RemoteCall[] {
  // One way through the code that leads to several services is a fan-out; a shared client alone is none.
  const targets = groupBy(sites, wayOf);
  const rows = [...groupBy(sites, ({ edge }) => JSON.stringify([placeOf(edge), edge.to, edge.protocol, edge.name])).values()];
  return rows
    .flatMap((same) => {
      const [best] = [...same].sort(
        (a, b) => heaviness(b) - heaviness(a) || a.chain.length - b.chain.length || compareChains(a.chain, b.chain),
      );
      if (best === undefined) return [];
      const peers = new Set((targets.get(wayOf(best)) ?? []).map(({ edge }) => edge.to));
      return remoteCall(best, {
        unit,
        entry: entry.kind,
        selectsHost: peers.size > 1,
        isStatic: same.some(({ edge }) => edge.tier === 'static'),
      });
    })
    .sort(
      (a, b) =>
        compareLocations(a.at, b.at) || compareText(a.to, b.to) || compareText(a.name, b.name) || compareText(a.protocol, b.protocol),
    );
}

interface How {
  readonly unit: LinkedUnit['unit'];
  readonly entry: Entry['kind'];
  readonly selectsHost: boolean;
  readonly isStatic: boolean;
}

function remoteCall({ edge, chain, rounds }: Site, how: How): RemoteCall {
  const { to, protocol, style, name, operation, tier, at, call } = edge;
  return {
    to,
    protocol,
    style,
    name,
    confidence: how.isStatic ? 'static' : tier,
    at,
    asked: [...chain, at].findLast(({ file }) => isOwn(file, how.unit)) ?? at,
    chain,
    loops: rounds.map((round) => {
      const { loop, inside } = toldIn(round, [...chain, at], how.unit);
      return remoteLoop(loop, { ...how, callee: call?.callee, inside });
    }),
    ...(operation !== undefined && { operation }),
  };
}

/** What is done per round; a loop of a library goes over what the service hands to it, and is told where it does. */
function toldIn({ loop, step }: Round, path: readonly Location[], unit: LinkedUnit['unit']): { loop: LoopContext; inside: Location } {
  const isOwnPlace = ({ file }: Location): boolean => isOwn(file, unit);
  const inside = path.slice(step).find(isOwnPlace) ?? path[step] ?? loop.at;
  const handed = isOwnPlace(loop.at) ? undefined : path.slice(0, step).findLast(isOwnPlace);
  if (handed === undefined) return { loop, inside };
  const { text: _, ...rest } = loop;
  return { loop: { ...rest, at: handed }, inside };
}

function heaviness({ rounds }: Pick<Site, 'rounds'>): number {
  return rounds.filter(({ loop }) => isHeavy(loop)).length;
}

function wayOf({ edge, chain }: Site): string {
  return JSON.stringify([...chain, edge.at].map(({ file, line, column }) => [file, line, column]));
}

function placeOf({ at }: MetPeer): string {
  return `${at.file}:${at.line}:${at.column}`;
}

function compareChains(a: readonly Location[], b: readonly Location[]): number {
  for (const [index, at] of a.entries()) {
    const other = b[index];
    const order = other === undefined ? 0 : compareLocations(at, other);
    if (order !== 0) return order;
  }
  return 0;
}

/** The operation that the entry serves; of a service with many methods the one that is named like the function. */
export function nameOf({ frames, calls }: Program, { frame, via, kind }: Entry, offered: readonly Offered[]): string {
  const name = frames[frame]?.name ?? '';
  const call = via === undefined ? undefined : calls[via];
  const own = call === undefined ? [] : offered.filter((one) => one.call.id === call.id && one.call.site === call.site);
  const method = name.split('.').at(-1)?.toLowerCase();
  const found =
    own.find(({ call: { callbacks } }) => callbacks.length === 1 && callbacks[0]?.frame === frame) ??
    own.find(({ operation }) => operation.protocol === 'grpc' && operation.method?.toLowerCase() === method) ??
    own[0] ??
    listenedTo(call, offered);
  if (found !== undefined) return found.operation.name;
  return name !== '' ? name : kind;
}

/** `subscription.on('message', …)` beside the call that says what is listened to. */
function listenedTo(call: ExternalCall | undefined, offered: readonly Offered[]): Offered | undefined {
  if (call === undefined) return undefined;
  const beside = offered.filter((one) => one.call.frame === call.frame && one.operation.protocol === 'event');
  return beside.length === 1 ? beside[0] : undefined;
}

/** Entries of one operation, and one function entered twice, are one flow. */
function mergeFlows(flows: readonly Flow[]): Flow[] {
  const groups = groupBy(flows, ({ entry }) => JSON.stringify([entry.kind, entry.name, entry.at.file, entry.at.line, entry.at.column]));
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ ...first, calls: uniqueCalls(same.flatMap(({ calls }) => calls)) }];
  });
}

function uniqueCalls(calls: readonly RemoteCall[]): RemoteCall[] {
  const rows = groupBy(calls, ({ at, to, protocol, name }) => JSON.stringify([at.file, at.line, at.column, to, protocol, name]));
  return [...rows.values()]
    .flatMap((same) => [...same].sort((a, b) => b.loops.length - a.loops.length || a.chain.length - b.chain.length)[0] ?? [])
    .sort(
      (a, b) =>
        compareLocations(a.at, b.at) || compareText(a.to, b.to) || compareText(a.name, b.name) || compareText(a.protocol, b.protocol),
    );
}
