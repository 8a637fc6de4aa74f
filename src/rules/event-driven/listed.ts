import type { DeclaredName, System, TopicEnd } from '../../model/system.js';
import { isUnclear } from '../../model/unclear.js';
import { isTopic } from '../manifest/compare.js';
import { eventsOf, isNamed, type Lonely, spelled } from './topics.js';

/**
 * Events without the one end, by the lists of msa.yaml: what code leaves open, `publishes` and `consumes` say. A service
 * without a list has to be clear from its code. An event may be told before anybody listens, or to listeners elsewhere: of
 * those without a consumer only what somebody awaits in another spelling is meant.
 */
export function lonelyInLists(system: System, missing: 'publishers' | 'consumers'): Lonely[] {
  if (!isTold(system)) return [];
  const sides = { publishers: namesOf(system, 'publishers'), consumers: namesOf(system, 'consumers') };
  if ([...sides.publishers, ...sides.consumers].some(({ name }) => /[*#>]/.test(name))) return [];
  const [present, absent] = missing === 'publishers' ? [sides.consumers, sides.publishers] : [sides.publishers, sides.consumers];
  const hasOther = ({ name }: Named, others: readonly Named[]): boolean =>
    others.some((other) => isTopic(name, other.name) || isTopic(other.name, name));
  const alone = present.filter((one) => one.isListed && isNamed(one.name) && !hasOther(one, absent));
  const awaited = new Set(absent.filter((one) => !hasOther(one, present)).map(({ name }) => spelled(name)));
  const meant = missing === 'publishers' ? alone : alone.filter(({ name }) => awaited.has(spelled(name)));
  const names = [...new Set(meant.map(({ name }) => name))];
  return names.map((name) => ({ name, broker: 'msa.yaml', ends: meant.filter((one) => one.name === name) }));
}

interface Named extends TopicEnd {
  readonly name: string;
  /** In msa.yaml, and not only in code. */
  readonly isListed: boolean;
}

function isTold(system: System): boolean {
  const listed = system.declared?.services ?? [];
  const hasLists = listed.some(({ publishes, consumes }) => publishes !== undefined || consumes !== undefined);
  const isClear = ({ name }: { readonly name: string }): boolean => {
    const said = listed.find((one) => one.name === name);
    return (said?.publishes !== undefined && said.consumes !== undefined) || !isUnclear(name, system, 'topic');
  };
  return hasLists && system.services.filter(({ kind }) => kind !== 'frontend').every(isClear);
}

function namesOf(system: System, role: 'publishers' | 'consumers'): Named[] {
  const list = role === 'publishers' ? 'publishes' : 'consumes';
  return [
    ...(system.declared?.services ?? []).flatMap((service) =>
      (service[list] ?? []).map(({ name, at }: DeclaredName) => ({ name, service: service.name, at, isListed: true })),
    ),
    ...eventsOf(system).flatMap((topic) =>
      topic[role].flatMap((end) => (end.isAssumed === true ? [] : [{ ...end, name: topic.name, isListed: false }])),
    ),
  ];
}
