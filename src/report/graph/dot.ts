import type { Severity } from '../../model/finding.js';
import { safe } from '../layout.js';
import type { Graph, GraphEdge, GraphNode } from './graph.js';
import { COLORS } from './mermaid.js';

const SHAPES: Readonly<Record<GraphNode['kind'], string>> = {
  service: 'box',
  gateway: 'hexagon',
  frontend: 'oval',
  worker: 'component',
  datastore: 'cylinder',
};

const STYLES: Readonly<Record<GraphEdge['style'], Readonly<Record<string, string>>>> = {
  sync: {},
  async: { style: 'dashed' },
  data: { style: 'dotted', arrowhead: 'none' },
};

/** For Graphviz: `dot -Tsvg`. */
export function dot({ nodes, edges }: Graph): string {
  return [
    'digraph msa {',
    '  rankdir=LR',
    '  node [fontname="sans-serif"]',
    '  edge [fontname="sans-serif", fontsize=10]',
    ...nodes.map(({ id, kind, label, mark }) => `  ${quoted(id)} ${attributes({ label, shape: SHAPES[kind], ...colors(mark) })}`),
    ...edges.map(
      ({ from, to, style, label, mark }) =>
        `  ${quoted(from)} -> ${quoted(to)} ${attributes({ label, ...STYLES[style], ...colors(mark) })}`,
    ),
    '}',
    '',
  ].join('\n');
}

function colors(mark: Severity | undefined): Readonly<Record<string, string>> {
  return mark === undefined ? {} : { color: COLORS[mark], penwidth: '2' };
}

function attributes(values: Readonly<Record<string, string>>): string {
  const told = Object.entries(values).map(([name, value]) => `${name}=${quoted(value)}`);
  return `[${told.join(', ')}]`;
}

/** In a label `\n` and the like are lines; so every backslash is doubled. */
function quoted(text: string): string {
  return `"${safe(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
