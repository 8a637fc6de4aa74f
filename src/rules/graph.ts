import { DirectedGraph } from 'graphology';
import { stronglyConnectedComponents } from 'graphology-components';
import { bidirectional } from 'graphology-shortest-path/unweighted.js';

import { compareText } from '../model/location.js';
import { groupBy } from '../shared/group-by.js';

export type Arc = readonly [from: string, to: string];

/** Sets of two or more nodes that all reach each other; each sorted, and sorted among themselves. */
export function knots(arcs: readonly Arc[]): string[][] {
  return stronglyConnectedComponents(graphOf(arcs))
    .filter((set) => set.length > 1)
    .map((set) => [...set].sort(compareText))
    .sort((a, b) => compareText(a.join(), b.join()));
}

/** The shortest cycle, beginning with its smallest name, the end not repeated; of equally short ones the first by name. */
export function shortestCycle(arcs: readonly Arc[]): string[] | undefined {
  const graph = graphOf(arcs);
  const cycles = graph.edges().map((edge) => bidirectional(graph, graph.target(edge), graph.source(edge)) ?? []);
  return cycles
    .filter((cycle) => cycle.length > 1)
    .map(rotated)
    .sort((a, b) => a.length - b.length || compareText(a.join(), b.join()))[0];
}

/** Hops from each node to the farthest node that it reaches. */
export function depths(arcs: readonly Arc[]): Map<string, number> {
  const onward = groupBy(arcs, ([from]) => from);
  return new Map([...new Set(arcs.flat())].map((node) => [node, depth(node, onward)]));
}

function depth(start: string, onward: ReadonlyMap<string, readonly Arc[]>): number {
  const reached = new Set([start]);
  let hops = -1;
  for (let level = [start]; level.length > 0; hops++) {
    const next: string[] = [];
    for (const node of level)
      for (const [, to] of onward.get(node) ?? [])
        if (!reached.has(to)) {
          reached.add(to);
          next.push(to);
        }
    level = next;
  }
  return hops;
}

/** Sorted, so that equally good answers do not depend on the order of the input. */
function graphOf(arcs: readonly Arc[]): DirectedGraph {
  const graph = new DirectedGraph();
  const sorted = [...arcs].sort((a, b) => compareText(a[0], b[0]) || compareText(a[1], b[1]));
  for (const [from, to] of sorted) if (from !== to) graph.mergeEdge(from, to);
  return graph;
}

function rotated(cycle: readonly string[]): string[] {
  const start = cycle.indexOf([...cycle].sort(compareText)[0] ?? '');
  return [...cycle.slice(start), ...cycle.slice(0, start)];
}
