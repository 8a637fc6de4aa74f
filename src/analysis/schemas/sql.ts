import type { SqlFile } from '../../model/schema.js';

const TABLE = /\b(create|alter)\s+table\s+(?:if\s+(?:not\s+)?exists\s+)?(?:only\s+)?(?:["`[]?(\w+)["`\]]?\.)?["`[]?(\w+)["`\]]?/gi;
const DATABASE = /\bcreate\s+database\s+(?:if\s+not\s+exists\s+)?["`]?(\w+)/gi;

/** Tables and databases that statements make. Only the heads of statements matter, in any dialect: a scan loses no file to one odd statement. */
export function readSql(file: string, text: string): SqlFile {
  const plain = text.replace(/--[^\n]*/g, (c) => ' '.repeat(c.length));
  const tables = [...plain.matchAll(TABLE)].map((m) => ({
    name: m[3] ?? '',
    ...(m[2] !== undefined && { schema: m[2] }),
    line: plain.slice(0, m.index).split('\n').length,
    verb: m[1]?.toLowerCase() === 'alter' ? ('alter' as const) : ('create' as const),
  }));
  return { file, tables, databases: [...plain.matchAll(DATABASE)].map((m) => m[1] ?? '') };
}
