import type { Violation } from '../../model/finding.js';
import { defineRule } from '../../model/rule.js';
import type { Service, System } from '../../model/system.js';
import { listed } from '../../shared/text.js';

export const nothingAnalysed = defineRule({
  meta: {
    id: 'msa/nothing-analysed',
    family: 'msa',
    summary: 'Something is known of every service.',
    why: 'A service of which nothing was seen has no findings because nobody looked, not because it is sound.',
    fix: 'Correct its `path` in msa.yaml; describe wrappers that only your company has under `libraries`.',
    severity: 'warning',
    exempt: ['services in languages that msa does not read: one info for all of them', 'frontends and proxies that are configuration only'],
    example: 'services/orders has no source file, because its code lies in apps/orders.',
    options: {},
  },
  *check(system) {
    for (const service of system.services)
      if (service.analysed && service.files === 0 && service.kind !== 'frontend') yield withoutFiles(service);
    const unread = system.services.filter((service) => !service.analysed && !isConnected(service, system));
    if (unread.length > 0) yield unreadLanguages(unread);
    const [first] = system.services;
    if (first !== undefined && system.services.length > 1 && isBlank(system)) yield blank(first);
  },
});

function withoutFiles({ name, path, at }: Service): Violation {
  return { message: `no source file of ${name} was found below ${path}`, services: [name], subject: 'no files', at, label: name };
}

/** A proxy that is only configuration is known by what it forwards. */
function isConnected({ name }: Service, { edges }: System): boolean {
  return edges.some(({ from }) => from === name);
}

function unreadLanguages(services: readonly Service[]): Violation {
  const sorted = [...services].sort((a, b) => (a.name < b.name ? -1 : 1));
  const names = sorted.map(({ name }) => name);
  return {
    message: `the source of ${listed(sorted.map(({ name, language }) => `${name} (${language})`))} is not read: only their deployment is known`,
    services: names,
    subject: 'languages',
    ...(sorted[0] === undefined ? {} : { at: sorted[0].at, label: sorted[0].name }),
    severity: 'info',
  };
}

function isBlank({ services, edges, datastores, topics }: System): boolean {
  return edges.length + datastores.length + topics.length === 0 && services.every(({ operations }) => operations.length === 0);
}

function blank({ at }: Service): Violation {
  return {
    message: 'no call, operation, topic or datastore was recognised in any service',
    services: [],
    subject: 'nothing',
    at,
    confidence: 'medium',
  };
}
