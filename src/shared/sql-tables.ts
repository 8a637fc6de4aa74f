export interface SqlTable {
  readonly table: string;
  readonly access: 'read' | 'write';
}

const NAME = String.raw`((?:["\x60[]?\w+["\x60\]]?\.)?["\x60[]?[A-Za-z_]\w*["\x60\]]?)`;
const READ = new RegExp(String.raw`\b(?:from|join)\s+(?:only\s+)?${NAME}`, 'gi');
const WRITE = new RegExp(
  String.raw`\b(?:insert\s+(?:ignore\s+)?into|update|delete\s+from|replace\s+into|truncate(?:\s+table)?|merge\s+into)\s+(?:only\s+)?${NAME}`,
  'gi',
);
const NO_TABLE = new Set([
  'select',
  'lateral',
  'unnest',
  'generate_series',
  'set',
  'where',
  'only',
  'values',
  'information_schema',
  'pg_catalog',
  'dual',
]);

/** Tables that a statement touches. Reads the heads of clauses, so that holes and dialects do no harm; names of CTEs are left out. */
export function tablesOfSql(sql: string): SqlTable[] {
  const text = sql
    .replace(/'(?:[^']|'')*'/g, "''")
    .replace(/--[^\n]*/g, '')
    .slice(0, 20_000);
  const common = new Set([...text.matchAll(/(?:\bwith\s+(?:recursive\s+)?|,\s*)(\w+)\s+as\s*\(/gi)].map((m) => (m[1] ?? '').toLowerCase()));
  const written = tables(text.replace(/\bfor\s+update\b|\bon\s+(?:conflict|duplicate)[^;]*?\bupdate\b/gi, ''), WRITE, 'write');
  const reads = tables(text.replace(/\bdelete\s+from\b/gi, 'delete'), READ, 'read');
  const seen = new Set<string>();
  return [...written, ...reads].filter(({ table, access }) => {
    const key = `${access} ${table}`;
    return !common.has(table.toLowerCase()) && !NO_TABLE.has(table.toLowerCase()) && !seen.has(key) && Boolean(seen.add(key));
  });
}

function tables(text: string, pattern: RegExp, access: SqlTable['access']): SqlTable[] {
  return [...text.matchAll(pattern)].map((m) => ({ table: (m[1] ?? '').replace(/["\x60[\]]/g, ''), access }));
}
