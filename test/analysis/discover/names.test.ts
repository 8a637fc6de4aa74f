import { describe, expect, it } from 'vitest';

import { nodeService, packageJson, unitLines } from '../../support/tree.js';

const BUILT_AT_THE_ROOT = 'services:\n  order-service:\n    build: .\n  mail:\n    build: .\n';

describe('a compose service that is built from the root', () => {
  it('has the folder of its very name', () => {
    const files = {
      'docker-compose.yml': BUILT_AT_THE_ROOT,
      ...nodeService('services/backend/order-service'),
      ...nodeService('lib/order'),
      ...nodeService('services/mail'),
    };
    expect(unitLines(files)).toEqual(['mail service js services/mail', 'order-service service js services/backend/order-service']);
  });

  it('is no library that others use', () => {
    const files = {
      'docker-compose.yml': BUILT_AT_THE_ROOT.replace('order-service', 'order'),
      'lib/order/package.json': packageJson('@shop/order'),
      'lib/order/index.js': 'export class Order {}',
      ...nodeService('services/order-service', ['express', '@shop/order']),
      ...nodeService('services/mail'),
    };
    expect(unitLines(files)).toEqual(['mail service js services/mail', 'order-service service js services/order-service']);
  });
});
