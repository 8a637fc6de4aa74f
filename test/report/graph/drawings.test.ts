import { describe, expect, it } from 'vitest';

import { onCircles } from '../../../src/report/graph/circle.js';
import { around, type Graph, graphOf } from '../../../src/report/graph/graph.js';
import { drawings } from '../../../src/report/graph/index.js';
import { accessor, datastore, edge, services, system } from '../../support/system.js';
import { hostileReport } from '../hostile.js';
import { report, SHARED } from '../sample.js';

const shop = system({
  services: services('web', 'orders', 'billing', 'mail'),
  datastores: [datastore([accessor('orders'), accessor('billing')])],
  edges: [edge('web', 'orders'), edge('orders', 'billing'), edge('billing', 'mail', { style: 'async', protocol: 'event' })],
});
const graph = graphOf(shop, [{ ...SHARED, datastore: 'postgres://db:5432/shop' }]);

describe.each(Object.entries(drawings))('%s', (_, draw) => {
  const hostile = hostileReport();
  const text = draw(graphOf(hostile.analysis.system, hostile.findings), hostile);

  it('lets no name act in a terminal or in the log of a CI job', () => {
    expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e\u2066]|##[\w.]*\[|\p{Surrogate}/u);
    expect(text).not.toMatch(/^\s*::\w/m);
    expect(text).toMatch(/[^\n]\n$/);
  });

  it('draws nothing where there is nothing', () => {
    expect(draw({ nodes: [], edges: [] }, report({ findings: [] }))).toMatch(/[^\n]\n$/);
  });
});

describe('dot', () => {
  it('quotes names, and draws styles and marks', () => {
    const odd: Graph = {
      nodes: [
        { id: 'a', kind: 'service', label: 'a\\n"b' },
        { id: 'b', kind: 'datastore', label: 'pg', mark: 'error' },
      ],
      edges: [{ from: 'a', to: 'b', style: 'data', label: 'read' }],
    };
    const lines = drawings.dot?.(odd, report()).split('\n') ?? [];
    expect(lines.slice(4)).toEqual([
      '  "a" [label="a\\\\n\\"b", shape="box"]',
      '  "b" [label="pg", shape="cylinder", color="#d1242f", penwidth="2"]',
      '  "a" -> "b" [label="read", style="dotted", arrowhead="none"]',
      '}',
      '',
    ]);
  });
});

describe('html', () => {
  const page = drawings.html?.(graph, report()) ?? '';

  it('has all in it and forbids everything else', () => {
    expect(page).toContain('content="default-src &apos;none&apos;; style-src &apos;unsafe-inline&apos;"');
    expect(page).not.toMatch(/<script|<link|<img|\b(?:src|href)=|https?:|@import|url\((?!#arrow\))/);
  });

  it('keeps names text', () => {
    const hostile = hostileReport();
    const text = drawings.html?.(graphOf(hostile.analysis.system, hostile.findings), hostile) ?? '';
    expect(text).toContain('&lt;script&gt;alert(1)');
    expect(text).not.toMatch(/<script|<b>&amp;|<!--|<!\[CDATA/);
  });

  it('has a box for every node, a line for every edge and an entry for every finding', () => {
    expect(page.match(/<g class="node /g)).toHaveLength(5);
    expect(page.match(/<path class="edge /g)).toHaveLength(5);
    expect(page.match(/<path class="edge data error"/g)).toHaveLength(2);
    expect(page).toContain('<b>error database-per-service/shared-datastore</b>');
    expect(page).toContain('<li>services/orders/src/db.ts:7 … orders opens it</li>');
  });

  it('has a style without a character that would be escaped', () => {
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(page) ?? [];
    expect(style.length).toBeGreaterThan(100);
    expect(style).not.toContain('&');
  });
});

describe('json', () => {
  it('is the graph with its version', () => {
    expect(JSON.parse(drawings.json?.(graph, report()) ?? '')).toEqual({
      schemaVersion: 1,
      tool: { name: 'msa', version: '1.2.3' },
      ...graph,
    });
  });
});

describe('the circles', () => {
  it.each([1, 2, 9, 40])('hold %i services and as many datastores without one on another', (count) => {
    const names = Array.from({ length: count }, (_, index) => `s${index}`);
    const big = system({
      services: services(...names),
      datastores: names.map((name) => datastore([accessor(name), accessor('s0')], { id: name })),
      edges: names.map((name, index) => edge(name, names[(index * 7 + 1) % count] ?? '')),
    });
    const points = [...onCircles(graphOf(big, [])).values()];
    expect(points).toHaveLength(2 * count);
    const overlapping = points.filter((a, index) =>
      points.slice(index + 1).some((b) => Math.abs(a.x - b.x) < 20 && Math.abs(a.y - b.y) < 20),
    );
    expect(overlapping).toEqual([]);
  });

  it('do not depend on the order of services', () => {
    const turned = { ...shop, services: [...shop.services].reverse() };
    expect(new Map([...onCircles(graphOf(turned, []))].sort())).toEqual(new Map([...onCircles(graphOf(shop, []))].sort()));
  });
});

describe('around', () => {
  it('is a service and what is one step away', () => {
    const { nodes, edges } = around(graph, ['orders']);
    expect(nodes.map(({ label }) => label)).toEqual(['web', 'orders', 'billing', 'postgres: shop']);
    expect(edges).toHaveLength(3);
    expect(around(graph, [])).toEqual(graph);
  });
});
