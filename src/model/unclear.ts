import type { LooseEnd, System } from './system.js';

/** Something of this kind could not be told for the service in full, so that what is missing may just not be seen. */
export function isUnclear(
  service: string,
  { services, topics, loose }: Pick<System, 'services' | 'topics' | 'loose'>,
  kind: Extract<LooseEnd['kind'], 'call' | 'datastore' | 'topic'>,
): boolean {
  if (services.find(({ name }) => name === service)?.analysed !== true) return true;
  if (loose.some((end) => end.service === service && end.kind === kind && end.why === 'unresolved')) return true;
  const ends = topics.flatMap(({ isPartial, publishers, consumers }) => (isPartial === true ? [...publishers, ...consumers] : []));
  return kind === 'topic' && ends.some((end) => end.service === service);
}
