import type { Severity } from '../../model/finding.js';
import { safe } from '../layout.js';
import type { Graph, GraphEdge, GraphNode } from './graph.js';

/** Mermaid draws no more edges than this, and a picture with as many nodes cannot be read. */
const MOST = { nodes: 150, edges: 400 };

/** Brackets around a label give the shape. */
const SHAPES: Readonly<Record<GraphNode['kind'], readonly [open: string, close: string]>> = {
  service: ['[', ']'],
  gateway: ['{{', '}}'],
  frontend: ['([', '])'],
  worker: ['[[', ']]'],
  datastore: ['[(', ')]'],
};

const ARROWS: Readonly<Record<GraphEdge['style'], string>> = { sync: '-->', async: '-.->', data: '---' };

/** Legible on light and dark pages. */
export const COLORS: Readonly<Record<Severity, string>> = { error: '#d1242f', warning: '#bf8700', info: '#0969da' };

/** A mermaid flowchart. What is too much for a picture is left out, and said. */
export function mermaid(graph: Graph): string {
  const nodes = graph.nodes.slice(0, MOST.nodes);
  const names = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const drawn = graph.edges.filter(({ from, to }) => names.has(from) && names.has(to)).slice(0, MOST.edges);
  const left = graph.nodes.length - nodes.length;
  return [
    'flowchart LR',
    ...nodes.map((node) => `  ${names.get(node.id) ?? ''}${shape(node)}`),
    ...drawn.map((edge) => `  ${names.get(edge.from) ?? ''} ${ARROWS[edge.style]}${caption(edge)} ${names.get(edge.to) ?? ''}`),
    ...(left === 0 ? [] : [`  more["and ${left} more"]`]),
    ...marks(nodes, names, drawn),
    '',
  ].join('\n');
}

function shape({ kind, label }: GraphNode): string {
  const [open, close] = SHAPES[kind];
  return `${open}"${escaped(label)}"${close}`;
}

function caption({ label }: GraphEdge): string {
  return label === '' ? '' : `|"${escaped(label)}"|`;
}

function marks(nodes: readonly GraphNode[], names: ReadonlyMap<string, string>, edges: readonly GraphEdge[]): string[] {
  return (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const marked = nodes.filter(({ mark }) => mark === severity).map(({ id }) => names.get(id) ?? '');
    const links = edges.flatMap(({ mark }, index) => (mark === severity ? [index] : []));
    return [
      ...(marked.length === 0
        ? []
        : [`  classDef ${severity} stroke:${COLORS[severity]},stroke-width:3px`, `  class ${marked.join(',')} ${severity}`]),
      ...(links.length === 0 ? [] : [`  linkStyle ${links.join(',')} stroke:${COLORS[severity]},stroke-width:2px`]),
    ];
  });
}

/** Everything that mermaid or the page around it could read as more than text is written by its number. */
function escaped(text: string): string {
  return safe(text).replaceAll(/[^\p{L}\p{N} _.,:/@-]/gu, (char) => `#${char.codePointAt(0) ?? 0};`);
}
