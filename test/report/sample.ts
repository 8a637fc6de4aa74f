import type { Report } from '../../src/model/analysis.js';
import type { Finding } from '../../src/model/finding.js';
import { rules } from '../../src/rules/index.js';
import { analysis, at, services, system } from '../support/system.js';

export const SHARED: Finding = {
  id: '9f2c1e7a',
  rule: 'database-per-service/shared-datastore',
  antipattern: 'database-per-service',
  severity: 'error',
  confidence: 'high',
  message: 'services billing and orders both use the database postgres://db/shop',
  why: 'a schema change in one needs a lock-step deploy of the other',
  fix: 'give billing its own database, or let it ask orders / consume its events',
  docs: 'docs/rules/database-per-service/shared-datastore.md',
  services: ['billing', 'orders'],
  datastore: 'postgres://db/shop',
  location: { ...at('services/billing/src/db.ts', 4, 20), endLine: 4, endColumn: 24 },
  label: 'billing opens it (DATABASE_URL from docker-compose.yml:31)',
  related: [{ ...at('services/orders/src/db.ts', 7, 1), message: 'orders opens it' }],
  metrics: { services: 2 },
  state: 'new',
};

export function report(parts: Partial<Report> = {}): Report {
  return {
    version: '1.2.3',
    analysis: analysis(system({ services: services('orders', 'billing') }), {
      coverage: {
        filesAnalysed: 120,
        skipped: [],
        services: {
          orders: {
            files: 60,
            parseErrors: 0,
            resolvedCalls: 12,
            unresolvedCalls: 1,
            unresolvedRoutes: 0,
            resolvedDatastores: 1,
            unresolvedDatastores: 0,
          },
          billing: {
            files: 60,
            parseErrors: 0,
            resolvedCalls: 3,
            unresolvedCalls: 0,
            unresolvedRoutes: 0,
            resolvedDatastores: 1,
            unresolvedDatastores: 2,
          },
        },
        widened: 0,
      },
    }),
    findings: [SHARED],
    rules: rules.map(({ meta }) => meta),
    prefixes: { repository: '', folder: '' },
    durationMs: 412,
    lineOf: (file, line) =>
      file === 'services/billing/src/db.ts' && line === 4 ? 'const pool = new   Pool({ connectionString: url })' : undefined,
    width: 100,
    color: false,
    ...parts,
  };
}
