import { compareText } from '../../model/location.js';
import type { Edge } from '../../model/system.js';

/** More ways of one length than this are a list that nobody reads. */
const MAX_PATHS = 3;

/** The shortest ways from one service to another, as names, first by name; `[from]` where both are the same. */
export function shortestPaths(edges: readonly Pick<Edge, 'from' | 'to'>[], from: string, to: string): string[][] {
  const next = new Map<string, Set<string>>();
  for (const edge of edges) if (edge.from !== edge.to) next.set(edge.from, (next.get(edge.from) ?? new Set()).add(edge.to));
  const seen = new Set<string>();
  let paths = [[from]];
  while (paths.length > 0) {
    const found = paths.filter((path) => path.at(-1) === to);
    if (found.length > 0) return found.slice(0, MAX_PATHS);
    for (const path of paths) seen.add(path.at(-1) ?? '');
    const longer = paths.flatMap((path) =>
      [...(next.get(path.at(-1) ?? '') ?? [])]
        .filter((name) => !seen.has(name))
        .sort(compareText)
        .map((name) => [...path, name]),
    );
    paths = atMost(longer);
  }
  return [];
}

/** So that a dense graph has no more ways to follow than can be told: a few for each service that they have come to. */
function atMost(paths: readonly string[][]): string[][] {
  const counts = new Map<string, number>();
  return paths.filter((path) => {
    const end = path.at(-1) ?? '';
    const count = (counts.get(end) ?? 0) + 1;
    counts.set(end, count);
    return count <= MAX_PATHS;
  });
}
