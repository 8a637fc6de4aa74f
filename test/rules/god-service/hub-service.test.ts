import { hubService } from '../../../src/rules/god-service/hub-service.js';
import { testRule } from '../../support/rule-tester.js';
import { edge, service, services, system } from '../../support/system.js';

const callers = ['a', 'b', 'c', 'd', 'e', 'f'];
const callees = ['p', 'q', 'r', 's', 't', 'u'];
const edges = [...callers.map((name) => edge(name, 'hub')), ...callees.map((name) => edge('hub', name))];

testRule(hubService, {
  valid: [
    { name: 'five callers', system: system({ services: services('hub', ...callers, ...callees), edges: edges.slice(1) }) },
    { name: 'a gateway', system: system({ services: [service('hub', { kind: 'gateway' }), ...services(...callers, ...callees)], edges }) },
    { name: 'many edges to few services', system: system({ services: services('hub', 'a', 'p'), edges: [...edges, ...edges] }) },
  ],
  invalid: [
    {
      name: 'six callers and six callees',
      system: system({ services: services('hub', ...callers, ...callees), edges }),
      says: ['warning: hub is called by 6 services and calls 6'],
    },
  ],
});
