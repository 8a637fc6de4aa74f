import { parse } from 'yaml';

import { parseHelm, type HelmNodes } from './helm-syntax.js';
import { renderHelm, type Rendered } from './helm-render.js';
import { asMap } from '../packages.js';
import { baseName, below, folderOf } from '../../../shared/paths.js';
import type { Tree } from '../tree.js';

/** Templates of all charts of a tree, as they are with the values that lie in the chart. */
export interface Charts {
  /** undefined: no template of a chart. */
  render(file: string): Rendered | undefined;
}

interface Chart {
  readonly folder: string;
  readonly name: string;
  /** Its description, as templates see it: `Chart.AppVersion`. */
  readonly described: Readonly<Record<string, unknown>>;
  readonly values: Readonly<Record<string, unknown>>;
  readonly defined: ReadonlyMap<string, HelmNodes>;
}

export function readCharts(tree: Tree): Charts {
  const folders = tree.files.filter((file) => baseName(file) === 'Chart.yaml').map(folderOf);
  const charts = new Map<string, Chart>();
  // A chart above comes first: its values are over those of the charts in it.
  for (const folder of folders.sort((a, b) => a.length - b.length)) charts.set(folder, chartOf(tree, folder, charts));
  return {
    render: (file) => {
      const chart = charts.get(folderOf(file).replace(/(^|\/)templates(\/.*)?$/, '') || '.');
      if (chart === undefined || !/(^|\/)templates\//.test(file)) return undefined;
      const { body, defined } = parseHelm(tree.read(file) ?? '');
      // Released under the name of the chart, as most are.
      const root = {
        Values: chart.values,
        Chart: chart.described,
        Release: { Name: chart.name, Namespace: 'default' },
      };
      return renderHelm(body, { defined: new Map([...chart.defined, ...defined]), root });
    },
  };
}

function chartOf(tree: Tree, folder: string, above: ReadonlyMap<string, Chart>): Chart {
  const described = document(tree, below(folder, 'Chart.yaml'));
  const name = typeof described.name === 'string' ? described.name : baseName(folder);
  const parent = above.get(folder.replace(/\/charts\/[^/]+$/, ''));
  const own = document(tree, below(folder, 'values.yaml'));
  const values =
    parent === undefined || parent.folder === folder ? own : merged(merged(own, parent.values[name]), { global: parent.values.global });
  const helpers = tree.below(below(folder, 'templates')).filter((file) => file.endsWith('.tpl'));
  const defined = helpers.flatMap((file) => [...parseHelm(tree.read(file) ?? '').defined]);
  const fields = Object.entries({ version: '0', appVersion: '0', ...described, name }).map(([key, value]) => [
    key.charAt(0).toUpperCase() + key.slice(1),
    value,
  ]);
  return {
    folder,
    name,
    described: Object.fromEntries(fields) as Record<string, unknown>,
    values,
    defined: new Map([...(parent?.defined ?? []), ...defined]),
  };
}

function document(tree: Tree, file: string): Record<string, unknown> {
  try {
    const value: unknown = parse(tree.read(file) ?? '', { logLevel: 'silent', maxAliasCount: 1_000 });
    return Object.fromEntries(asMap(value) ?? []);
  } catch {
    return {};
  }
}

/** Deep, the second over the first. */
function merged(base: unknown, over: unknown): Record<string, unknown> {
  const out = new Map(asMap(base) ?? []);
  for (const [key, value] of asMap(over) ?? []) {
    const [before, after] = [asMap(out.get(key)), asMap(value)];
    if (value !== undefined) out.set(key, before && after ? merged(out.get(key), value) : value);
  }
  return Object.fromEntries(out);
}
