import { defineRule } from '../../model/rule.js';
import { groupBy } from '../../shared/group-by.js';
import { listed } from '../../shared/text.js';
import { servicesByName } from '../services.js';

export const plaintextTransport = defineRule({
  meta: {
    id: 'zero-trust/plaintext-transport',
    family: 'zero-trust',
    summary: 'What leaves the system is encrypted.',
    why: 'Whoever is on the way reads tokens and data, and can change them; no mesh reaches beyond the cluster.',
    fix: 'Use the encrypted scheme: https, wss, amqps, mqtts, rediss.',
    severity: 'warning',
    patterns: ['zero-trust', 'zero-trust-mesh'],
    onlyIfChosen: true,
    sources: ['NIST SP 800-207, Zero Trust Architecture (tenet 2)', 'OWASP API Security Top 10 2023, API8'],
    exempt: [
      'addresses inside of a cluster or a network: there a mesh or the network itself encrypts, and neither shows in the code',
      'frontends, numbers, and names that are reserved for examples',
    ],
    example: "`axios.get('http://rates.bank.com/today')` in a service.",
    measures: ['places'],
    options: {},
  },
  *check(system) {
    const services = servicesByName(system);
    for (const [name, all] of groupBy(system.plaintext, ({ service }) => service)) {
      const [first, ...others] = all;
      const kind = services.get(name)?.kind;
      if (first === undefined || kind === undefined || kind === 'frontend') continue;
      yield {
        message: `${name} talks to ${listed([...new Set(all.map(({ address }) => address))], 3)} without encryption`,
        services: [name],
        at: first.at,
        label: first.address,
        related: others.map(({ at, address }) => ({ ...at, message: address })),
        metrics: { places: all.length },
      };
    }
  },
});
