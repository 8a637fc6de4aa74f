import type { Report } from '../../model/analysis.js';
import type { Finding } from '../../model/finding.js';
import { coverageLines } from '../coverage.js';
import { anchor } from '../place.js';
import { summaryText } from '../summary.js';
import { type Element, xmlLines } from '../xml.js';
import type { Graph } from './graph.js';
import { COLORS } from './mermaid.js';
import { svg } from './svg.js';

/** One page with all in it: no script, nothing from a network, and a policy that forbids both. */
export function html(graph: Graph, report: Report): string {
  const fresh = report.findings.filter(({ state }) => state === 'new');
  const body: Element = {
    name: 'body',
    content: [
      { name: 'h1', content: `msa: ${summaryText(report)}` },
      { name: 'p', content: coverageLines(report.analysis).join(' · ') },
      { name: 'figure', content: [svg(graph), { name: 'figcaption', content: LEGEND }] },
      ...fresh.map((finding) => entry(finding, report)),
    ],
  };
  const head: Element = {
    name: 'head',
    content: [
      { name: 'meta', attributes: { charset: 'utf-8' } },
      { name: 'meta', attributes: { 'http-equiv': 'Content-Security-Policy', content: "default-src 'none'; style-src 'unsafe-inline'" } },
      { name: 'meta', attributes: { name: 'viewport', content: 'width=device-width' } },
      { name: 'title', content: 'msa graph' },
      { name: 'style', content: STYLE },
    ],
  };
  return `<!doctype html>\n${xmlLines({ name: 'html', attributes: { lang: 'en' }, content: [head, body] }).join('\n')}\n`;
}

const LEGEND =
  'Full line: waits for the answer. Dashed: message or event. Dotted: opens the datastore. Round: datastore or frontend. Coloured: findings.';

const MARKS = Object.entries(COLORS).map(
  ([mark, color]) =>
    `.node.${mark} rect { stroke: ${color}; stroke-width: 3 } path.${mark} { stroke: ${color} } summary.${mark} b { color: ${color} }`,
);

/** Without a character that a page reads as markup: it is escaped as all text is. */
const STYLE = [
  ':root { color-scheme: light dark }',
  'body { font: 15px/1.5 system-ui, sans-serif; margin: 2em }',
  'figure { margin: 2em 0; overflow-x: auto }',
  'text { font-size: 14px; text-anchor: middle; fill: CanvasText }',
  'rect { fill: Canvas; stroke: GrayText }',
  'path.edge { fill: none; stroke: GrayText; stroke-width: 1.5 }',
  'marker path { fill: GrayText }',
  'path.async { stroke-dasharray: 6 4 }',
  'path.data { stroke-dasharray: 2 3 }',
  'g.node:hover rect, path.edge:hover { stroke-width: 4 }',
  ...MARKS,
].join(' ');

function entry(finding: Finding, { analysis }: Report): Element {
  const { severity, rule, message, why, fix, related } = finding;
  const places = [{ ...anchor(finding, analysis.system), message: finding.label ?? '' }, ...related];
  return {
    name: 'details',
    content: [
      {
        name: 'summary',
        attributes: { class: severity },
        content: [
          { name: 'b', content: `${severity} ${rule}` },
          { name: 'span', content: ` ${message}` },
        ],
      },
      { name: 'p', content: `Why: ${why}` },
      { name: 'p', content: `Fix: ${fix}` },
      {
        name: 'ul',
        content: places.map(({ file, line, message: told }) => ({
          name: 'li',
          content: `${file}:${line}${told === '' ? '' : ` … ${told}`}`,
        })),
      },
    ],
  };
}
