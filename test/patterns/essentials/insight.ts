import { all, CODE, file, replacing, unplugging } from '../../support/edits.js';
import type { Essential } from './essential.js';

export const insight: readonly Essential[] = [
  {
    pattern: 'tracing',
    rule: 'observability/missing-tracing',
    edit: unplugging('tracing'),
    beside: ['saga-orchestration'],
    at: /^msa\.yaml$/,
  },
  {
    pattern: 'tracing',
    rule: 'observability/broken-trace-propagation',
    edit: replacing(CODE, /propagat|traceparent/gi, 'carry'),
    beside: ['saga-orchestration'],
    at: /^services\/orders\//,
  },
  {
    pattern: 'health',
    rule: 'observability/missing-health-check',
    beside: ['rest'],
    edit: all(
      unplugging('health'),
      replacing(file('src/operations.ts'), / {2}http\.get\('\/health\/live'[\s\S]*(?= {2}http\.get\('\/metrics')/g, ''),
      replacing(file('Dockerfile'), /^HEALTHCHECK .*\n.*$/gm, ''),
      replacing(/^compose\.yaml$|^services\/orders\/k8s\//, /(?:liveness|readiness|startup)Probe:|healthcheck:/g, 'notes:'),
    ),
    at: /^msa\.yaml$/,
  },
  {
    pattern: 'health',
    rule: 'observability/liveness-checks-dependency',
    beside: ['database-per-service'],
    edit: all(
      replacing(file('src/health/module.ts'), 'import { flag', "import { db } from '../database/db.js';\nimport { flag"),
      replacing(
        file('src/health/module.ts'),
        "    http.get('/health/startup'",
        "    http.get('/health/alive', hidden, async () => service.use(db).query('select 1 from \"order\"'));\n    http.get('/health/startup'",
      ),
    ),
    at: file('src/health/module.ts'),
  },
];
