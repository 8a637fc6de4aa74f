import { compareLocations, compareText, type Location } from '../../../model/location.js';
import type { Entry, LoopContext, Program } from '../../../model/program.js';
import type { RemoteCall } from '../../../model/system.js';
import { groupBy } from '../../../shared/group-by.js';
import type { LinkedUnit } from '../input.js';
import type { MetPeer } from '../meeting.js';
import { isOwn } from '../paths.js';
import { remoteLoop } from './loops.js';
import { heaviness, type Round, type Site } from './walk.js';

/** One row for each target of a call site: the path with the most loops, of these the shortest. */
export function remoteCalls(sites: readonly Site[], entry: Entry, { unit, program: { calls } }: LinkedUnit): RemoteCall[] {
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
        calls,
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
  /** Of its program. */
  readonly calls: Program['calls'];
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
      return remoteLoop(loop, { ...how, callee: how.calls[call?.id ?? -1]?.callee, inside });
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
