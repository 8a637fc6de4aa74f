import type { Discovery } from '../../model/deployment.js';
import { compareLocations, compareText } from '../../model/location.js';
import type { ResolvedImport, ServiceImport } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';

/** A unit that imports this share of all others (and at least four) puts the system together: it is no peer of theirs. */
const COMPOSITION = { share: 0.75, least: 4 } as const;

/** Imports from one service into the source of another. */
export function serviceImports(imports: readonly ResolvedImport[], { units }: Pick<Discovery, 'units'>): ServiceImport[] {
  const services = new Set(units.filter(({ kind }) => kind !== 'job').map(({ name }) => name));
  const crossing = imports.flatMap(({ unit: from, to, file, target, typeOnly, at }) =>
    'unit' in to && services.has(from) && services.has(to.unit) && to.unit !== from
      ? [{ from, to: to.unit, file, target, typeOnly, at }]
      : [],
  );
  const roots = new Set(
    [...groupBy(crossing, ({ from }) => from)].flatMap(([from, list]) => (isComposition(list, services.size - 1) ? from : [])),
  );
  return crossing
    .filter(({ from }) => !roots.has(from))
    .sort(
      (a, b) => compareText(a.from, b.from) || compareText(a.to, b.to) || compareLocations(a.at, b.at) || compareText(a.target, b.target),
    );
}

function isComposition(imports: readonly ServiceImport[], others: number): boolean {
  const targets = new Set(imports.map(({ to }) => to)).size;
  return targets >= COMPOSITION.least && targets >= others * COMPOSITION.share;
}
