import { missingStrategy } from '../../../src/rules/deployment/missing-strategy.js';
import { testRule } from '../../support/rule-tester.js';
import { at, deployed, running, services, system } from '../../support/system.js';

const manifest = (name: string) => ({ patterns: [{ name, verdict: 'adopt' as const, at: at('msa.yaml') }] });
const by = (strategy: 'rolling' | 'recreate' | 'canary') =>
  system({
    services: services('orders'),
    deployed: [deployed('orders', { profile: 'kubernetes', running: running({ workload: 'Deployment', strategy }) })],
  });

testRule(missingStrategy, {
  valid: [
    { name: 'what was chosen', manifest: manifest('canary'), system: by('canary') },
    { name: 'a Deployment that rolls', manifest: manifest('rolling'), system: by('rolling') },
    { name: 'no cluster', manifest: manifest('canary'), system: system({ services: services('orders'), deployed: [deployed('orders')] }) },
  ],
  invalid: [
    {
      name: 'another one',
      manifest: manifest('canary'),
      system: by('rolling'),
      says: ['warning: orders is to be released by canary, and its Deployment does it by rolling'],
    },
    {
      name: 'a gap between versions',
      manifest: manifest('rolling'),
      system: by('recreate'),
      says: ['warning: orders is to be released by rolling, and its Deployment does it by recreate'],
    },
    {
      name: 'what the service itself has chosen',
      manifest: {
        ...manifest('rolling'),
        services: [
          {
            name: 'orders',
            path: 'orders',
            aliases: [],
            env: {},
            patterns: [{ name: 'blue-green', at: at('msa.yaml') }],
            at: at('msa.yaml'),
          },
        ],
      },
      system: by('rolling'),
      says: ['warning: orders is to be released by blue-green, and its Deployment does it by rolling'],
    },
  ],
});
