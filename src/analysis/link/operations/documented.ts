import type { Unit } from '../../../model/deployment.js';
import type { OpenapiFile } from '../../../model/schema.js';
import type { Operation } from '../../../model/system.js';
import { groupBy } from '../../../shared/group-by.js';
import { isInside } from '../../../shared/paths.js';
import { normalPath } from '../values/address.js';
import { essence } from '../values/names.js';
import { httpOperation } from './operations.js';

/** Documents of others that lie in a service: what its client is made from, or what is tested with. */
export const OF_OTHERS =
  /(?:^|\/)(?:clients?|sdks?|generated|gen|vendor|third_party|external|tests?|__tests__|fixtures?|mocks?|examples?|templates?)\//i;

/**
 * What a service is said to offer by its own OpenAPI document, in its folder and not called after another one. A folder with
 * documents of several APIs is a collection of them: none is taken for its own.
 */
export function documentedOperations(unit: Unit, files: readonly OpenapiFile[], units: readonly Unit[]): Operation[] {
  const own = files.filter(
    ({ file, title }) =>
      unit.path !== '.' &&
      isInside(file, unit.path) &&
      !unit.excludes.some((folder) => isInside(file, folder)) &&
      !OF_OTHERS.test(file.slice(unit.path.length)) &&
      !isAbout(
        title,
        units.filter(({ name }) => name !== unit.name),
      ),
  );
  if (new Set(own.map(({ title }) => title)).size > 1) return [];
  const all = own.flatMap(({ file, base, operations }) =>
    operations.map(({ method, path, line }) => httpOperation(method, normalPath(`${base}/${path}`), { file, line, column: 1 })),
  );
  return [...groupBy(all, ({ name }) => name).values()].flatMap((same) => same.slice(0, 1)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** `Orders API`, `order-service`: the title is the name of another unit. */
export function isAbout(title: string, others: readonly Unit[]): boolean {
  const meant = essence(title);
  return meant !== '' && others.some(({ name }) => essence(name) === meant);
}
