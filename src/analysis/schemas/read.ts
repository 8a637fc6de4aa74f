import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Discovery, Problem } from '../../model/deployment.js';
import type { GraphqlFile, PrismaFile, ProtoFile, Schemas, SqlFile } from '../../model/schema.js';
import { readPrisma } from './prisma.js';
import { readProto } from './proto.js';
import { readSql } from './sql.js';

/** Schema files to facts; a broken one is told and the rest goes on. */
export function readSchemas(root: string, files: Discovery['schemaFiles']): Schemas {
  const protos: ProtoFile[] = [];
  const prisma: PrismaFile[] = [];
  const sql: SqlFile[] = [];
  const graphql: GraphqlFile[] = [];
  const problems: Problem[] = [];
  for (const { kind, file } of files) {
    const text = read(join(root, file));
    if (text === undefined) continue;
    if (kind === 'proto') collect(readProto(file, text), protos, problems);
    else if (kind === 'prisma') collect(readPrisma(file, text), prisma, problems);
    else if (kind === 'sql') sql.push(readSql(file, text));
    else if (kind === 'graphql') graphql.push({ file, text });
  }
  return { protos, prisma, sql, graphql, problems };
}

function collect<T extends object>(result: T | Problem, into: T[], problems: Problem[]): void {
  if ('message' in result && 'at' in result) problems.push(result);
  else into.push(result);
}

/** Dumps of whole databases are no schema. */
function read(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    return text.length > 1_000_000 ? undefined : text;
  } catch {
    return undefined;
  }
}
