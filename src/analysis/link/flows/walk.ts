import type { Location } from '../../../model/location.js';
import { framesLeadingTo, type LoopContext, type Program } from '../../../model/program.js';
import { groupBy } from '../../../shared/group-by.js';
import { signalsOf, type LinkedUnit } from '../input.js';
import type { MetPeer } from '../meeting.js';
import { behindCache } from './caches.js';
import { isHeavy } from './loops.js';

/** Deeper than this no path is told any more. */
const MAX_DEPTH = 40;
/** Frames walked for one entry: beyond this the rest of its calls is left out. */
const MAX_STEPS = 20_000;

type EdgesByCall = ReadonlyMap<string, readonly MetPeer[]>;

/** What a walk asks at each step. */
export interface Ways {
  readonly byCall: EdgesByCall;
  /** Only these frames are walked. */
  readonly reaching: ReadonlySet<number>;
  /** Calls that look into a cache. */
  readonly looks: ReadonlySet<number>;
}

export function waysOf(linked: LinkedUnit, edges: readonly MetPeer[]): Ways {
  const byCall = groupBy(edges, ({ call }) => String(call?.id ?? -1));
  const looks = new Set(signalsOf(linked, 'cache-look').map(({ call }) => call.id));
  return { byCall, reaching: framesReaching(linked.program, byCall), looks };
}

/** Frames from which some remote call can be reached. */
function framesReaching({ frames }: Program, byCall: EdgesByCall): ReadonlySet<number> {
  const calling = frames.filter(({ calls }) => calls.some((call) => byCall.has(String(call))));
  return framesLeadingTo(
    calling.map(({ id }) => id),
    frames,
  );
}

/** A loop met on the way, and which step of the chain is the first inside it. */
export interface Round {
  readonly loop: LoopContext;
  readonly step: number;
}

/** A remote call that the walk came to. */
export interface Site {
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
export function walk({ frames, calls }: Program, from: Step, { byCall, reaching, looks }: Ways): Site[] {
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

export function heaviness({ rounds }: Pick<Site, 'rounds'>): number {
  return rounds.filter(({ loop }) => isHeavy(loop)).length;
}
