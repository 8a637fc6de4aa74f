import type { Violation } from '../../model/finding.js';
import type { Location } from '../../model/location.js';
import { defineRule } from '../../model/rule.js';
import type { System } from '../../model/system.js';
import { didYouMean } from '../../shared/text.js';

export const unknownService = defineRule({
  meta: {
    id: 'manifest/unknown-service',
    family: 'manifest',
    summary: 'Every service that msa.yaml names is one.',
    why: 'A rule about a service that does not exist is a rule that nobody keeps; mostly it is a misspelt name.',
    fix: 'Correct the name, or add the service under `services`.',
    severity: 'error',
    example: 'msa.yaml lists `calls: [payment]` for orders, and the service is called payments.',
    options: {},
  },
  *check(system, _options, { manifest, analysis }) {
    const names = [...system.services.map(({ name }) => name), ...(analysis.profile?.leftOut ?? [])].sort();
    const mentions = [
      ...declaredMentions(system),
      ...mentionsIn(manifest?.ignore ?? [], 'an `ignore` entry'),
      ...mentionsIn(manifest?.overrides ?? [], 'an `overrides` entry'),
    ];
    for (const mention of mentions) if (!names.includes(mention.name)) yield violation(mention, names);
  },
});

interface Mention {
  readonly name: string;
  readonly where: string;
  readonly at: Location;
}

function declaredMentions({ declared }: System): Mention[] {
  const callees = (declared?.services ?? []).flatMap(({ name: caller, calls = [] }) =>
    calls.map(({ name, at }) => ({ name, at, where: `the \`calls\` of ${caller}` })),
  );
  const owners = (declared?.datastores ?? []).flatMap(({ name: store, owner, at }) =>
    owner === undefined ? [] : [{ name: owner, at, where: `the \`owner\` of ${store}` }],
  );
  return [...callees, ...owners];
}

function mentionsIn(entries: readonly { readonly services?: readonly string[]; readonly at: Location }[], where: string): Mention[] {
  return entries.flatMap(({ services = [], at }) => services.map((name) => ({ name, at, where })));
}

function violation({ name, where, at }: Mention, names: readonly string[]): Violation {
  const hint = didYouMean(name, names);
  return {
    message: `${where} in msa.yaml names ${name}, which is no service of the system${hint === undefined ? '' : `. ${hint}`}`,
    services: [],
    subject: `${where} names ${name}`,
    at,
    label: 'no such service',
  };
}
