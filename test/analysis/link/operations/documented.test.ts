import { describe, expect, it } from 'vitest';

import { documentedOperations } from '../../../../src/analysis/link/operations/documented.js';
import type { Unit } from '../../../../src/model/deployment.js';
import type { OpenapiFile } from '../../../../src/model/schema.js';

const unit = (name: string, path = name, excludes: readonly string[] = []): Unit => ({ name, path, excludes }) as unknown as Unit;
const pay = unit('pay');
const units = [pay, unit('orders-service')];

function document(file: string, parts: Partial<OpenapiFile> = {}): OpenapiFile {
  return { file, title: 'Pay', base: '/v1', operations: [{ method: 'GET', path: '/bills/{id}', line: 7 }], ...parts };
}

describe('what a document says that a service offers', () => {
  it('is what its own document says, under its base', () => {
    expect(documentedOperations(pay, [document('pay/openapi.yaml'), document('pay/openapi.json')], units)).toEqual([
      {
        name: 'GET /v1/bills/{}',
        protocol: 'http',
        method: 'GET',
        path: '/v1/bills/{}',
        technical: false,
        resource: 'bill',
        at: { file: 'pay/openapi.yaml', line: 7, column: 1 },
      },
    ]);
  });

  it.each<readonly [string, Unit, readonly OpenapiFile[]]>([
    ['what lies elsewhere', pay, [document('docs/openapi.yaml')]],
    ['what lies in another unit inside', unit('pay', 'pay', ['pay/inner']), [document('pay/inner/openapi.yaml')]],
    ['what a client is made from', pay, [document('pay/clients/orders/openapi.yaml')]],
    ['what is called after another service', pay, [document('pay/openapi.yaml', { title: 'Orders API' })]],
    ['a collection', pay, [document('pay/a.openapi.yaml', { title: 'A' }), document('pay/b.openapi.yaml', { title: 'B' })]],
    ['what lies beside all services', unit('pay', '.'), [document('openapi.yaml')]],
  ])('is not %s', (_, of, files) => {
    expect(documentedOperations(of, files, units)).toEqual([]);
  });
});
