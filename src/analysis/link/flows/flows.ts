import { compareLocations, compareText } from '../../../model/location.js';
import type { LoopContext } from '../../../model/program.js';
import type { Flow, RemoteCall } from '../../../model/system.js';
import { groupBy } from '../../../shared/group-by.js';
import type { LinkedUnit } from '../input.js';
import type { MetPeer } from '../meeting.js';
import type { Offered } from '../operations/operations.js';
import { beginningOf, nameOf } from './entries.js';
import { remoteCalls } from './remote-calls.js';
import { walk, waysOf } from './walk.js';

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
  const ways = waysOf(linked, edges);
  const flows = program.entries
    .filter(({ frame }) => ways.reaching.has(frame))
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
              calls: remoteCalls(sites, entry, linked),
            },
          ];
    });
  return mergeFlows(flows);
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
