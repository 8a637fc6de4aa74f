import type { Change } from '../model/change.js';
import { plural } from '../shared/text.js';
import { safe } from './layout.js';

/** More of one kind are counted. */
const MAX_SHOWN = 10;

/** What the change adds, findings apart: a line each. */
export function changeLines({ since, commit, known, gone, ...added }: Change): string[] {
  const base = commit === null ? 'nothing, there is no commit yet' : `${since} (${commit.slice(0, 8)})`;
  return [
    `compared with ${base}: ${plural(known, 'finding')} known, ${gone} gone`,
    ...told('service', added.services),
    ...told(
      'edge',
      added.edges.map(({ from, to, protocol, name }) => `${from} → ${to}, ${name} (${protocol})`),
    ),
    ...told(
      'shared table',
      added.sharedTables.map(({ datastore, table, services }) => `${table} of ${datastore}: ${services.join(', ')}`),
    ),
    ...told(
      'cycle',
      added.cycles.map((services) => services.join(' ⇄ ')),
    ),
  ].map(safe);
}

function told(kind: string, items: readonly string[]): string[] {
  const more = items.length - MAX_SHOWN;
  return [...items.slice(0, MAX_SHOWN), ...(more > 0 ? [`… and ${more} more`] : [])].map((item) => `+ ${kind}: ${item}`);
}
