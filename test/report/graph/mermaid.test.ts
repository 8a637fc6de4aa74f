import { describe, expect, it } from 'vitest';

import type { Graph } from '../../../src/report/graph/graph.js';
import { mermaid } from '../../../src/report/graph/mermaid.js';
import { NAMES } from '../hostile.js';

const graph: Graph = {
  nodes: [
    { id: 's', kind: 'service', label: 'orders', mark: 'error' },
    { id: 'g', kind: 'gateway', label: 'gateway' },
    { id: 'f', kind: 'frontend', label: 'web' },
    { id: 'w', kind: 'worker', label: 'mail', mark: 'warning' },
    { id: 'd', kind: 'datastore', label: 'postgres: shop', mark: 'error' },
  ],
  edges: [
    { from: 'f', to: 'g', style: 'sync', label: 'http' },
    { from: 's', to: 'w', style: 'async', label: 'event', mark: 'warning' },
    { from: 's', to: 'd', style: 'data', label: '' },
  ],
};

describe('mermaid', () => {
  it('draws kinds as shapes, styles as arrows and marks as colours', () => {
    expect(mermaid(graph)).toBe(`flowchart LR
  n0["orders"]
  n1{{"gateway"}}
  n2(["web"])
  n3[["mail"]]
  n4[("postgres: shop")]
  n2 -->|"http"| n1
  n0 -.->|"event"| n3
  n0 --- n4
  classDef error stroke:#d1242f,stroke-width:3px
  class n0,n4 error
  classDef warning stroke:#bf8700,stroke-width:3px
  class n3 warning
  linkStyle 1 stroke:#bf8700,stroke-width:2px
`);
  });

  it('keeps every name inside of its quotes', () => {
    const nodes = NAMES.map((label, index) => ({ id: String(index), kind: 'service' as const, label }));
    const edges = NAMES.map((label, index) => ({ from: String(index), to: '0', style: 'sync' as const, label }));
    const lines = mermaid({ nodes, edges }).trimEnd().split('\n').slice(1);
    expect(lines).toHaveLength(2 * NAMES.length);
    const label = String.raw`"(?:[\p{L}\p{N} _.,:/@-]|#\d+;)*"`;
    const line = new RegExp(String.raw`^  n\d+(?:\[${label}\]| -->\|${label}\| n0)$`, 'u');
    expect(lines.filter((one) => !line.test(one))).toEqual([]);
  });

  it('leaves out what is too much for a picture', () => {
    const nodes = Array.from({ length: 200 }, (_, index) => ({ id: String(index), kind: 'service' as const, label: `s${index}` }));
    const edges = nodes.flatMap(({ id: from }) => nodes.slice(0, 5).map(({ id: to }) => ({ from, to, style: 'sync' as const, label: '' })));
    const text = mermaid({ nodes, edges });
    expect(text.match(/-->/g)).toHaveLength(400);
    expect(text).toContain('more["and 50 more"]');
    expect(text).not.toContain('n150');
    expect(text.length).toBeLessThan(50_000);
  });
});
