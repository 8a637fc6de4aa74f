import type { Report } from '../../model/analysis.js';
import { jsonText } from '../json-text.js';
import { dot } from './dot.js';
import type { Graph } from './graph.js';
import { html } from './html.js';
import { mermaid } from './mermaid.js';

/** How the system can be drawn, by the name that `msa graph --format` takes. */
export const drawings: Readonly<Record<string, (graph: Graph, report: Report) => string>> = {
  html,
  mermaid,
  dot,
  json: (graph, { version }) => jsonText({ schemaVersion: 1, tool: { name: 'msa', version }, ...graph }),
};
