import { describe, expect, it } from 'vitest';

import { markdown } from '../../src/report/markdown.js';
import { accessor, analysis, datastore, services, system } from '../support/system.js';
import { hostileReport } from './hostile.js';
import { report, SHARED } from './sample.js';

describe('markdown', () => {
  it('has a table, the cures and a picture of the affected part', () => {
    const built = system({
      services: services('orders', 'billing', 'mail'),
      datastores: [datastore([accessor('orders'), accessor('billing')], { id: 'postgres://db/shop' })],
    });
    expect(markdown(report({ analysis: analysis(built, { coverage: report().analysis.coverage }) }))).toBe(`## msa: 1 error

| severity | rule | finding | where |
|---|---|---|---|
| error | database-per-service/shared-datastore | services billing and orders both use the database postgres:\\//db/shop | services/billing/src/db.ts:4 |

<details><summary>How to mend them</summary>

- **database-per-service/shared-datastore**: Give each service its own database and let the others ask its API or keep a copy fed by its events.  
  Services that share a database share its schema, its locks and its load: none can change or be released alone.

</details>

\`\`\`mermaid
flowchart LR
  n0["orders"]
  n1["billing"]
  n2[("postgres: shop")]
  n0 ---|"read, write"| n2
  n1 ---|"read, write"| n2
  classDef error stroke:#d1242f,stroke-width:3px
  class n0,n1,n2 error
  linkStyle 0,1 stroke:#d1242f,stroke-width:2px
\`\`\`

3 services · 120 files · calls 15 resolved, 1 unresolved · datastores 2 resolved, 2 unresolved  
`);
  });

  it('says that there is nothing', () => {
    expect(markdown(report({ findings: [] }))).toMatch(/^## msa: no findings\n\n2 services/);
  });

  it('keeps names in their cells: no tags, links, mails, tables or fences of their own', () => {
    const shown = hostileReport();
    const lines = markdown(shown).split('\n');
    const rows = lines.filter((line) => line.startsWith('| '));
    expect(rows.slice(1)).toHaveLength(shown.findings.filter(({ state }) => state === 'new').length);
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
    const prose = rows.join('\n').replaceAll('<!-- -->', '');
    expect(prose).not.toMatch(/<|(?<!\\)[`*_[\]]|https?:\/\//);
    expect(rows.join('\n')).not.toMatch(/@\w/);
    expect(lines.filter((line) => line.startsWith('```'))).toEqual(['```mermaid', '```']);
  });

  it('stays far below what GitHub takes as a summary', () => {
    const findings = Array.from({ length: 3_000 }, (_, index) => ({ ...SHARED, id: String(index), message: '_'.repeat(2_000) }));
    const text = markdown(report({ findings }));
    expect(Buffer.byteLength(text)).toBeLessThan(900_000);
    expect(text).toContain('… and 2500 findings more.');
  });
});
