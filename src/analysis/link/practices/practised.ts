import { compareLocations, compareText } from '../../../model/location.js';
import { PRACTICES, type Practised } from '../../../model/practice.js';
import type { LinkedUnit, LinkInput } from '../input.js';

/** What services are seen to do, with the first place that speaks of it. */
export function practisedOf(linked: readonly LinkedUnit[], digests: LinkInput['digests']): readonly Practised[] {
  return linked
    .flatMap((item) => practisedBy(item, digests))
    .sort((a, b) => compareText(a.service, b.service) || compareText(a.practice, b.practice) || compareLocations(a.at, b.at));
}

function practisedBy({ unit, program }: LinkedUnit, digests: LinkInput['digests']): Practised[] {
  const found = new Map<string, Practised>();
  for (const file of program.files)
    for (const [practice, at] of digests.get(file)?.practices ?? [])
      if (!found.has(practice)) found.set(practice, { service: unit.name, practice, at: { file, ...at } });
  return PRACTICES.flatMap((practice) => found.get(practice) ?? []);
}
