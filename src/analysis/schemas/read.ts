import { join } from 'node:path';

import type { Discovery, Problem } from '../../model/deployment.js';
import type { AsyncapiFile, GraphqlFile, OpenapiFile, PrismaFile, ProtoFile, Schemas, SqlFile } from '../../model/schema.js';
import { folderOf, joinPath, OUTSIDE } from '../../shared/paths.js';
import { listed } from '../../shared/text.js';
import { bytesOf, type Disk, realDisk, decoded } from '../../shared/disk.js';
import { readAsyncapi } from './asyncapi.js';
import { readOpenapi } from './openapi.js';
import { readPrisma } from './prisma.js';
import { readProto } from './proto.js';
import { readSql } from './sql.js';

/** Schema files to facts; a broken one is told once, however often it is copied, and the rest goes on. */
export function readSchemas(root: string, files: Discovery['schemaFiles'], disk: Disk = realDisk): Schemas {
  const protos: ProtoFile[] = [];
  const prisma: PrismaFile[] = [];
  const sql: SqlFile[] = [];
  const graphql: GraphqlFile[] = [];
  const openapi: OpenapiFile[] = [];
  const asyncapi: AsyncapiFile[] = [];
  const broken = new Map<string, Broken>();
  for (const { kind, file } of files) {
    const text = read(disk, join(root, file));
    if (text === undefined) continue;
    const collect = collector(broken, { file, text });
    if (kind === 'proto') collect(readProto(file, text), protos);
    else if (kind === 'prisma') collect(readPrisma(file, text), prisma);
    else if (kind === 'sql') sql.push(readSql(file, text));
    else if (kind === 'openapi') collect(readOpenapi(file, text), openapi);
    else if (kind === 'asyncapi')
      collect(
        readAsyncapi(file, text, (other) => besides(disk, root, joinPath(folderOf(file), other))),
        asyncapi,
      );
    else graphql.push({ file, text });
  }
  return { protos, prisma, sql, graphql, openapi, asyncapi, problems: [...broken.values()].map(told) };
}

interface Broken {
  readonly problem: Problem;
  readonly copies: string[];
}

function collector(broken: Map<string, Broken>, { file, text }: { readonly file: string; readonly text: string }) {
  return <T extends object>(result: T | Problem | undefined, into: T[]): void => {
    if (result === undefined) return;
    const known = broken.get(text);
    if (!('message' in result && 'at' in result)) into.push(result);
    else if (known) known.copies.push(file);
    else broken.set(text, { problem: result, copies: [] });
  };
}

function told({ problem, copies }: Broken): Problem {
  return copies.length === 0 ? problem : { ...problem, message: `${problem.message} (the same in ${listed(copies)})` };
}

/** Not what lies outside of the repository. */
function besides(disk: Disk, root: string, file: string): string | undefined {
  return file === OUTSIDE ? undefined : read(disk, join(root, file));
}

/** Dumps of whole databases are no schema. */
function read(disk: Disk, path: string): string | undefined {
  const bytes = bytesOf(disk, path);
  const text = bytes && decoded(bytes);
  return text === undefined || text.length > 1_000_000 ? undefined : text;
}
