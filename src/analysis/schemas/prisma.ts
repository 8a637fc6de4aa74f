import type { Problem } from '../../model/deployment.js';
import type { PrismaFile } from '../../model/schema.js';

/**
 * Datasource, generator output and models of a Prisma schema. Read here and by no library: the one that is kept well looks for
 * its configuration in the working folder and runs it, and the folder is the one of the repository that is analysed.
 */
export function readPrisma(file: string, text: string): PrismaFile | Problem {
  const found = blocks(text);
  const open = found.find(({ end }) => end === undefined);
  if (open !== undefined) {
    return { at: { file, line: open.line, column: 1 }, message: `broken Prisma schema: ${open.kind} ${open.name} is not closed` };
  }
  const datasource = found.find(({ kind }) => kind === 'datasource')?.body ?? '';
  const provider = valueOf(datasource, 'provider');
  const url = valueOf(datasource, 'url');
  const urlEnv = /\burl\s*=\s*env\(\s*"([^"]+)"\s*\)/.exec(datasource)?.[1];
  // Other generators write their own things beside the client.
  const client = found.find(({ kind, body }) => kind === 'generator' && valueOf(body, 'provider')?.startsWith('prisma-client'));
  const generatorOutput = valueOf(client?.body ?? '', 'output');
  return {
    file,
    ...(provider !== undefined && { provider: provider === 'postgresql' ? 'postgres' : provider }),
    ...(urlEnv !== undefined && { urlEnv }),
    ...(url !== undefined && { url }),
    ...(generatorOutput !== undefined && { generatorOutput }),
    models: found.filter(({ kind }) => kind === 'model').map(model),
  };
}

interface Block {
  readonly kind: string;
  readonly name: string;
  readonly line: number;
  /** What stands between the braces, without comments. */
  readonly body: string;
  /** undefined: the file ends before the block does. */
  readonly end: number | undefined;
}

const HEAD = /^[ \t]*(datasource|generator|model|enum|type|view)[ \t]+(\w+)\s*\{/gm;

/** Blocks of Prisma hold no blocks, so each ends at its first brace that stands in no text. */
function blocks(source: string): Block[] {
  const text = source.replaceAll(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*/g, (part) => (part.startsWith('"') ? part : ' '.repeat(part.length)));
  const plain = text.replaceAll(/"(?:[^"\\\n]|\\.)*"/g, (part) => ' '.repeat(part.length));
  return [...plain.matchAll(HEAD)].map(({ 0: head, 1: kind = '', 2: name = '', index }) => {
    const start = index + head.length;
    const end = plain.indexOf('}', start);
    const line = plain.slice(0, index + head.search(/\S/)).split('\n').length;
    return { kind, name, line, body: text.slice(start, end === -1 ? undefined : end), end: end === -1 ? undefined : end };
  });
}

function model({ name, line, body }: Block): PrismaFile['models'][number] {
  const table = mapped(body, 'map') ?? name;
  const schema = mapped(body, 'schema');
  const needs = [...new Set([...body.matchAll(FOREIGN_KEY)].map(([, other = '']) => other))];
  return { name, table, ...(schema !== undefined && { schema }), ...(needs.length > 0 && { needs }), line };
}

/** `author User @relation(fields: [authorId], references: [id])`; `User?` may be empty. */
const FOREIGN_KEY = /^[ \t]*\w+[ \t]+(\w+)[ \t]+[^\n]*@relation\([^\n)]*\bfields:/gm;

/** `@@map("orders")` or `@@map(name: "orders")`. */
function mapped(body: string, attribute: 'map' | 'schema'): string | undefined {
  return new RegExp(`@@${attribute}\\(\\s*(?:name:\\s*)?"([^"]+)"\\s*\\)`).exec(body)?.[1];
}

function valueOf(body: string, key: string): string | undefined {
  return new RegExp(`^\\s*${key}\\s*=\\s*"([^"]+)"`, 'm').exec(body)?.[1];
}
