import { defineRule } from '../../model/rule.js';
import { groupBy } from '../../shared/group-by.js';
import { listed } from '../../shared/text.js';

export const secretInSource = defineRule({
  meta: {
    id: 'zero-trust/secret-in-source',
    family: 'zero-trust',
    summary: 'Keys and passwords come from the environment, never from the code.',
    why: 'Whoever can read the repository, or ever could, can sign tokens and log in as the service, in every environment at once.',
    fix: 'Take it from the environment or a secret store, and replace the one that is in the history.',
    severity: 'warning',
    patterns: ['zero-trust', 'api-keys'],
    sources: ['OWASP Top 10, A07:2021 (CWE-798: Use of Hard-coded Credentials)', 'The Twelve-Factor App, III. Config'],
    exempt: ['a default behind a variable', 'texts that are samples by their look'],
    example: "`jwt.sign(payload, 'myverysecretkey')`.",
    measures: ['places'],
    options: {},
  },
  *check({ secrets }) {
    for (const [service, all] of groupBy(secrets, (one) => one.service)) {
      const [first, ...others] = all;
      if (first === undefined) continue;
      yield {
        message: `${service} has ${listed([...new Set(all.map(({ what }) => what))])} in its code`,
        services: [service],
        at: first.at,
        label: first.what,
        related: others.map(({ at, what }) => ({ ...at, message: what })),
        metrics: { places: all.length },
      };
    }
  },
});
