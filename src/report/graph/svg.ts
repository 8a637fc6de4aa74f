import type { Element } from '../xml.js';
import { onCircles, type Point } from './circle.js';
import type { Graph, GraphEdge, GraphNode } from './graph.js';

/** Pixels. */
const BOX = { width: 170, height: 36 };
const MARGIN = 20;
/** Letters that fit into a box. */
const LETTERS = 22;
/** How far a line bends to its right, as a part of its length: what leads there and what leads back are two lines. */
const BEND = 0.08;

/** The picture as SVG; colours and line styles are classes of the page. */
export function svg(graph: Graph): Element {
  const at = onCircles(graph);
  const reach = (part: 'x' | 'y', box: number): number =>
    Math.max(0, ...[...at.values()].map((point) => Math.abs(point[part]))) + box / 2 + MARGIN;
  const [x, y] = [reach('x', BOX.width), reach('y', BOX.height)];
  return {
    name: 'svg',
    attributes: { viewBox: `${-x} ${-y} ${2 * x} ${2 * y}`, width: 2 * x, height: 2 * y, role: 'img' },
    content: [
      { name: 'title', content: 'Services, datastores and what leads from one to the other' },
      arrowHead(),
      ...graph.edges.flatMap((edge) => line(edge, at.get(edge.from), at.get(edge.to))),
      ...graph.nodes.flatMap((node) => box(node, at.get(node.id))),
    ],
  };
}

function arrowHead(): Element {
  const path: Element = { name: 'path', attributes: { d: 'M0,0 L8,4 L0,8 z' } };
  const attributes = { id: 'arrow', viewBox: '0 0 8 8', refX: 8, refY: 4, markerWidth: 8, markerHeight: 8, orient: 'auto' };
  return { name: 'defs', content: [{ name: 'marker', attributes, content: [path] }] };
}

function box({ kind, label, mark }: GraphNode, point: Point | undefined): Element[] {
  if (point === undefined) return [];
  const round = kind === 'datastore' || kind === 'frontend' ? BOX.height / 2 : 4;
  const text = label.length > LETTERS ? `${label.slice(0, LETTERS - 1)}…` : label;
  return [
    {
      name: 'g',
      attributes: { class: `node ${kind} ${mark ?? 'fine'}` },
      content: [
        { name: 'title', content: `${kind} ${label}` },
        {
          name: 'rect',
          attributes: { x: point.x - BOX.width / 2, y: point.y - BOX.height / 2, width: BOX.width, height: BOX.height, rx: round },
        },
        { name: 'text', attributes: { x: point.x, y: point.y + 5 }, content: text },
      ],
    },
  ];
}

function line({ style, label, mark }: GraphEdge, from: Point | undefined, to: Point | undefined): Element[] {
  if (from === undefined || to === undefined) return [];
  const bend = { x: (from.x + to.x) / 2 - (to.y - from.y) * BEND, y: (from.y + to.y) / 2 + (to.x - from.x) * BEND };
  const [start, end] = [border(from, bend), border(to, bend)];
  const arrow = style === 'data' ? {} : { 'marker-end': 'url(#arrow)' };
  return [
    {
      name: 'path',
      attributes: { class: `edge ${style} ${mark ?? 'fine'}`, d: `M${told(start)} Q${told(bend)} ${told(end)}`, ...arrow },
      content: [{ name: 'title', content: `${style}: ${label}` }],
    },
  ];
}

/** Where the line from the middle of the box towards a point leaves the box. */
function border(middle: Point, towards: Point): Point {
  const [x, y] = [towards.x - middle.x, towards.y - middle.y];
  const scale = Math.min(BOX.width / 2 / Math.max(Math.abs(x), 1), BOX.height / 2 / Math.max(Math.abs(y), 1), 1);
  return { x: middle.x + x * scale, y: middle.y + y * scale };
}

function told({ x, y }: Point): string {
  return `${Math.round(x)},${Math.round(y)}`;
}
