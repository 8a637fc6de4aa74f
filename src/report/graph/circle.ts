import { compareText } from '../../model/location.js';
import type { Graph } from './graph.js';

/** Centre of a box, pixels from the middle of the picture. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Pixels of the arc that a box takes, and between the two circles. */
const ARC = 190;
const RING = 230;

/**
 * Services on a circle, so that no line runs behind a box; datastores on one around it, each as near as can be to who opens it.
 * Whoever calls many stands beside whom it calls.
 */
export function onCircles(graph: Graph): Map<string, Point> {
  const stores = new Set(graph.nodes.flatMap(({ id, kind }) => (kind === 'datastore' ? [id] : [])));
  const services = inOrder(graph, stores);
  const inner = radius(services.length);
  const angles = new Map(services.map((id, index) => [id, (2 * Math.PI * index) / services.length - Math.PI / 2]));
  const outer = Math.max(inner + RING, radius(stores.size));
  return new Map([
    ...[...angles].map(([id, angle]) => [id, at(inner, angle)] as const),
    ...storeAngles(graph, stores, angles, ARC / outer).map(([id, angle]) => [id, at(outer, angle)] as const),
  ]);
}

function radius(count: number): number {
  return count < 2 ? 0 : Math.max(ARC, (count * ARC) / (2 * Math.PI));
}

function at(length: number, angle: number): Point {
  return { x: Math.round(length * Math.cos(angle)), y: Math.round(length * Math.sin(angle)) };
}

/** From neighbour to neighbour, the one with the most connections first. */
function inOrder({ nodes, edges }: Graph, stores: ReadonlySet<string>): string[] {
  const neighbours = new Map(nodes.filter(({ id }) => !stores.has(id)).map(({ id }) => [id, new Set<string>()]));
  for (const { from, to } of edges) {
    if (!neighbours.has(from) || !neighbours.has(to)) continue;
    neighbours.get(from)?.add(to);
    neighbours.get(to)?.add(from);
  }
  const degree = (id: string): number => neighbours.get(id)?.size ?? 0;
  const byDegree = (a: string, b: string): number => degree(b) - degree(a) || compareText(a, b);
  const order = new Set<string>();
  const visit = (id: string): void => {
    if (order.has(id)) return;
    order.add(id);
    for (const next of [...(neighbours.get(id) ?? [])].sort(byDegree)) visit(next);
  };
  for (const id of [...neighbours.keys()].sort(byDegree)) visit(id);
  return [...order];
}

/** In the mean direction of who opens it; then turned on until none stands on another. */
function storeAngles(
  { edges }: Graph,
  stores: ReadonlySet<string>,
  angles: ReadonlyMap<string, number>,
  apart: number,
): [string, number][] {
  const wished = [...stores].map((id): [string, number] => {
    const users = edges.flatMap(({ from, to }) => (to === id ? (angles.get(from) ?? []) : []));
    const sum = (part: (angle: number) => number): number => users.reduce((total, angle) => total + part(angle), 0);
    return [id, Math.atan2(sum(Math.sin), sum(Math.cos))];
  });
  wished.sort(([a, first], [b, second]) => first - second || compareText(a, b));
  let last = -Infinity;
  return wished.map(([id, angle]) => {
    last = Math.max(angle, last + apart);
    return [id, last];
  });
}
