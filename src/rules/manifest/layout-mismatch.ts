import type { Violation } from '../../model/finding.js';
import { defineRule } from '../../model/rule.js';
import type { DeclaredService, System, UnlistedService } from '../../model/system.js';

export const layoutMismatch = defineRule({
  meta: {
    id: 'manifest/layout-mismatch',
    family: 'manifest',
    summary: 'The services of msa.yaml are the services that are there, in the folders where it says.',
    why: 'What msa.yaml leaves out is not analysed, and a service that has moved is judged by the wrong files.',
    fix: 'Add the missing service to msa.yaml, or correct its path; what is no service of the system, name under `exclude`.',
    severity: 'warning',
    exempt: ['systems without msa.yaml or without `services` in it', 'jobs, pages, and what `exclude` leaves out'],
    example: 'services/refunds is deployed, and msa.yaml knows orders and billing only.',
    options: {},
  },
  *check(system, _options, { analysis: { profile } }) {
    const declared = (system.declared?.services ?? []).filter(({ name }) => profile?.leftOut.includes(name) !== true);
    if (declared.length === 0) return;
    for (const service of declared) yield* missing(service, system);
    for (const service of system.unlisted ?? []) yield unlisted(service);
  },
});

function* missing(declared: DeclaredService, system: System): Generator<Violation> {
  const found = system.services.find(({ name }) => name === declared.name);
  const { name, path, at } = declared;
  if (!declared.exists || found === undefined) {
    yield {
      message: `msa.yaml has ${name} at ${path}, but there is no such service`,
      services: [name],
      at,
      label: 'not found',
      subject: 'missing',
    };
  } else if (found.path !== path) {
    yield {
      message: `msa.yaml has ${name} at ${path}, but it is at ${found.path}`,
      services: [name],
      at,
      label: 'moved',
      subject: 'moved',
    };
  } else if (found.analysed && found.files === 0) {
    yield {
      message: `msa.yaml has ${name} at ${path}, but there is no source file`,
      services: [name],
      at,
      label: 'empty',
      subject: 'empty',
    };
  }
}

function unlisted({ name, path, at, because }: UnlistedService): Violation {
  return {
    message: `${name} (${path}) is a service (${because}), but msa.yaml does not list it: nothing of it was analysed`,
    services: [name],
    subject: 'undeclared',
    at,
    label: name,
  };
}
