import { unusedEndpoint } from '../../../src/rules/communication/unused-endpoint.js';
import type { System } from '../../../src/model/system.js';
import { testRule } from '../../support/rule-tester.js';
import { at, deployed, edge, operation, service, services, system } from '../../support/system.js';

const crews = service('crews', {
  operations: [
    operation('GET /crews/{}', { method: 'GET', path: '/crews/{}' }),
    operation('DELETE /crews/{}', { method: 'DELETE', path: '/crews/{}' }),
    operation('GET /health', { method: 'GET', path: '/health', technical: true }),
  ],
});
const asks = edge('boats', 'crews', { name: 'GET /crews/{}', operation: 'GET /crews/{}' });
const harbour = (parts: Partial<System>) =>
  system({ services: [service('boats'), crews], edges: [asks], deployed: [deployed('crews')], ...parts });
const deletes = edge('boats', 'crews', { name: 'DELETE /crews/{}', operation: 'DELETE /crews/{}' });

testRule(unusedEndpoint, {
  valid: [
    { name: 'all are called', system: harbour({ edges: [asks, deletes] }) },
    { name: 'a port for everybody', system: harbour({ deployed: [deployed('crews', { openPorts: [3001] })] }) },
    { name: 'what is in no deployment file', system: harbour({ deployed: [] }) },
    {
      name: 'an ingress',
      system: harbour({ ingress: [{ name: 'Ingress harbour', prefix: '/', target: 'crews', service: 'crews', at: at('ingress.yaml') }] }),
    },
    { name: 'a gateway', system: harbour({ services: [service('boats', { kind: 'gateway' }), crews] }) },
    { name: 'what a proxy forwards', system: harbour({ edges: [asks, edge('boats', 'crews', { protocol: 'proxy', name: 'proxy /' })] }) },
    { name: 'a call whose path is not known', system: harbour({ edges: [asks, edge('boats', 'crews', { name: 'GET /{}' })] }) },
    {
      name: 'a call whose target is not known',
      system: harbour({ loose: [{ kind: 'call', service: 'boats', text: 'GET ${url}', why: 'unresolved', evidence: [] }] }),
    },
    {
      name: 'a service in another language',
      system: harbour({ services: [...services('boats'), crews, service('mails', { analysed: false })] }),
    },
    { name: 'no known caller at all', system: harbour({ edges: [] }) },
  ],
  invalid: [
    { name: 'one of two', system: harbour({}), says: ['warning: nobody calls 1 endpoint of crews: DELETE /crews/{}'] },
    {
      name: 'what the service itself calls, whoever that is',
      system: harbour({ loose: [{ kind: 'call', service: 'crews', text: 'GET ${url}', why: 'unresolved', evidence: [] }] }),
      says: ['warning: nobody calls 1 endpoint of crews: DELETE /crews/{}'],
    },
  ],
});
