import { readFileSync } from 'node:fs';

import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';

import { json } from '../../src/report/json.js';
import { accessor, at, datastore, edge, reads, service, system, writes } from '../support/system.js';
import { report, SHARED } from './sample.js';

const schema = JSON.parse(readFileSync(new URL('../../docs/json-schema/report.schema.json', import.meta.url), 'utf8')) as object;
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
const full = report({
  analysis: {
    ...report().analysis,
    system: system({
      services: [service('orders', { team: 'checkout' }), service('web', { kind: 'frontend', language: 'other' })],
      datastores: [datastore([accessor('orders', { tables: [reads('order'), writes('order'), reads('item')] })])],
      edges: [edge('web', 'orders')],
      loose: [{ service: 'orders', kind: 'call', text: 'GET ${url}/x', why: 'unresolved', evidence: [at('a.ts', 3)] }],
    }),
  },
});

function parsed(one = full): Record<string, unknown> {
  return JSON.parse(json(one)) as Record<string, unknown>;
}

describe('the JSON report', () => {
  it('satisfies its published schema', () => {
    const { location: _, ...nowhere } = SHARED;
    for (const one of [full, report({ findings: [] }), report({ findings: [{ ...nowhere, datastore: null, state: 'suppressed' }] })]) {
      validate(parsed(one));
      expect(validate.errors).toBeNull();
    }
  });

  it('is refused by the schema when a field has another shape', () => {
    expect(validate({ ...parsed(), schemaVersion: 2 })).toBe(false);
    expect(validate({ ...parsed(), extra: true })).toBe(false);
  });

  it('tells the system with its evidence', () => {
    expect(parsed().system).toEqual({
      services: [
        { name: 'orders', path: 'services/orders', kind: 'service', language: 'ts', team: 'checkout', linesOfCode: 500 },
        { name: 'web', path: 'services/web', kind: 'frontend', language: 'other', linesOfCode: 500 },
      ],
      datastores: [
        {
          id: 'postgres://db:5432/shop',
          engine: 'postgres',
          identity: 'postgres://db:5432/shop',
          role: 'primary',
          accessors: [
            { service: 'orders', access: ['read', 'write'], tables: ['item', 'order'], evidence: [at('services/orders/src/db.ts', 4, 14)] },
          ],
        },
      ],
      edges: [
        {
          from: 'web',
          to: 'orders',
          protocol: 'http',
          style: 'sync',
          name: 'GET /orders',
          confidence: 'static',
          evidence: [at('services/web/src/orders-client.ts')],
        },
      ],
      loose: [{ service: 'orders', text: 'GET ${url}/x', evidence: [at('a.ts', 3)] }],
    });
  });

  it('tells findings, counts and coverage', () => {
    const { label: _, ...finding } = SHARED;
    const { summary, coverage, findings, tool, root } = parsed();
    expect({ tool, root }).toEqual({ tool: { name: 'msa', version: '1.2.3' }, root: '.' });
    expect(findings).toEqual([finding]);
    expect(summary).toEqual({
      services: 2,
      filesAnalysed: 120,
      filesSkipped: 0,
      error: 1,
      warning: 0,
      info: 0,
      suppressed: 0,
      baselined: 0,
      durationMs: 412,
    });
    expect(coverage).toEqual({
      services: {
        orders: { files: 60, parseErrors: 0, unresolvedCalls: 1, unresolvedRoutes: 0, unresolvedDatastores: 0 },
        billing: { files: 60, parseErrors: 0, unresolvedCalls: 0, unresolvedRoutes: 0, unresolvedDatastores: 2 },
      },
    });
  });

  it('ends with a line break and has no escape sequences', () => {
    const out = json(report({ findings: [{ ...SHARED, message: 'a\u001b[31m' }] }));
    expect(out.endsWith('}\n')).toBe(true);
    expect(out).not.toContain('\u001b');
  });
});
