import type { Accessor, Datastore, LooseEnd } from '../../../model/system.js';
import { groupBy } from '../../../shared/group-by.js';
import type { Context } from '../context.js';
import { compareLoose, places } from '../meeting.js';
import { mergeProfiles } from './profiles.js';
import { oneSchema } from './schemas.js';
import { deployedVisits, type Visit } from './visits.js';

export interface Stores {
  readonly datastores: readonly Datastore[];
  readonly loose: readonly LooseEnd[];
}

/** Logical databases with everybody who opens them. */
export function datastoresOf(context: Context, fromCode: readonly Visit[]): Stores {
  const visits = [...fromCode, ...deployedVisits(context)];
  const datastores = mergeProfiles(oneSchema(visits.filter(({ isChosen }) => !isChosen)));
  const chosen = visits.filter(({ isChosen }) => isChosen).map(({ identity, accessor }) => ({ id: identity.id, accessor }));
  return { datastores, loose: looseStores(datastores, chosen) };
}

function looseStores(
  datastores: readonly Datastore[],
  chosen: readonly { readonly id: string; readonly accessor: Accessor }[],
): LooseEnd[] {
  const unknown = datastores.filter(({ proven }) => !proven);
  const groups = groupBy(
    [...unknown.flatMap(({ id, accessors }) => accessors.map((accessor) => ({ id, accessor }))), ...chosen],
    ({ id, accessor }) => JSON.stringify([id, accessor.service]),
  );
  return [...groups.values()]
    .flatMap((same) => {
      const [first] = same;
      if (first === undefined) return [];
      const evidence = places(same.flatMap(({ accessor }) => accessor.evidence.slice(0, 1)));
      return { service: first.accessor.service, kind: 'datastore' as const, text: first.id, why: 'unresolved' as const, evidence };
    })
    .sort(compareLoose);
}
