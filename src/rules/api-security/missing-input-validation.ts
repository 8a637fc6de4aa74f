import { defineRule } from '../../model/rule.js';
import { groupBy } from '../../shared/group-by.js';
import { listed, plural } from '../../shared/text.js';

export const missingInputValidation = defineRule({
  meta: {
    id: 'api-security/missing-input-validation',
    family: 'api-security',
    summary: 'What a service is sent is checked before it is used.',
    why: 'Unchecked input is the way in for injection and mass assignment, and what is stored wrongly is found much later.',
    fix: 'Describe each body as a schema and refuse what does not fit, before the handler runs.',
    severity: 'warning',
    patterns: ['api-hardening'],
    cure: 'api-hardening',
    sources: ['OWASP API Security Top 10 2023, API3 and API8', 'OWASP Input Validation Cheat Sheet'],
    exempt: [
      'services that use a library for it anywhere but on their settings, or something of their own that is called so; where bodies are described route by route, a route without a description counts all the same',
      'handlers that answer 400 or 422 themselves',
      'gateways, which pass on what they are sent, and calls back from others',
      'routes that read no body',
    ],
    example: '`app.post("/orders", (req, res) => orders.insertOne(req.body))`.',
    measures: ['routes'],
    options: {},
  },
  *check({ services, uncheckedInputs }) {
    const judged = new Set(services.filter(({ kind }) => kind === 'service').map(({ name }) => name));
    const told = uncheckedInputs.filter(({ service, operation }) => judged.has(service) && !/webhook|callback/i.test(operation));
    for (const [service, all] of groupBy(told, (one) => one.service)) {
      const [first, ...others] = all;
      if (first === undefined) continue;
      const names = [...new Set(all.map(({ operation }) => operation))];
      yield {
        message: `${service} uses what ${plural(names.length, 'route')} ${names.length === 1 ? 'is' : 'are'} sent without checking it: ${listed(names, 3)}`,
        services: [service],
        at: first.at,
        label: first.operation,
        related: others.map(({ at, operation }) => ({ ...at, message: operation })),
        metrics: { routes: names.length },
      };
    }
  },
});
