import type { Discovery, Unit } from '../../../model/deployment.js';
import { compareLocations, compareText } from '../../../model/location.js';
import type { ResolvedImport, ServiceImport } from '../../../model/system.js';
import { groupBy } from '../../../shared/group-by.js';

/** A unit that starts this many others, and that nobody imports, puts the system together: it is no peer of theirs. */
const COMPOSED = 3;

/** Imports from one service into the source of another; who runs several services in one process imports their front doors. */
export function serviceImports(imports: readonly ResolvedImport[], { units }: Pick<Discovery, 'units'>): ServiceImport[] {
  const services = new Map(units.filter(({ kind }) => kind !== 'job').map((unit) => [unit.name, unit]));
  const crossing = imports.flatMap(({ unit: from, to, file, target, typeOnly, at }) =>
    'unit' in to && services.has(from) && services.has(to.unit) && to.unit !== from
      ? [{ from, to: to.unit, file, target, typeOnly, at }]
      : [],
  );
  const imported = new Set(crossing.map(({ to }) => to));
  const roots = new Set(
    [...groupBy(crossing, ({ from }) => from)].flatMap(([from, list]) => (!imported.has(from) && composes(list, services) ? from : [])),
  );
  return crossing
    .filter(({ from }) => !roots.has(from))
    .sort(
      (a, b) => compareText(a.from, b.from) || compareText(a.to, b.to) || compareLocations(a.at, b.at) || compareText(a.target, b.target),
    );
}

function composes(imports: readonly ServiceImport[], services: ReadonlyMap<string, Unit>): boolean {
  const running = imports.filter(({ typeOnly }) => !typeOnly);
  const targets = [...groupBy(running, ({ to }) => to)];
  return targets.length >= COMPOSED && targets.every(([to, list]) => list.some(({ target }) => isFrontDoor(target, services.get(to))));
}

const SOURCE_FOLDERS = /^(?:(?:src|source|lib|app|dist)\/)*/;
const FRONT_DOOR = /^(?:service|(?:[^/]*[.-])?(?:index|main|app|server|module|bootstrap|start|container))\.[cm]?[jt]sx?$/i;

/** A file that starts a service or gives it out as a whole, not a part of its inside. */
function isFrontDoor(file: string, unit: Unit | undefined): boolean {
  if (unit === undefined) return false;
  const below = unit.path === '.' ? file : file.slice(unit.path.length + 1);
  return unit.entries.includes(file) || FRONT_DOOR.test(below.replace(SOURCE_FOLDERS, ''));
}
