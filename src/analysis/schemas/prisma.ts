import { getSchema } from '@mrleebo/prisma-ast';

import type { Problem } from '../../model/deployment.js';
import type { PrismaFile } from '../../model/schema.js';

/** Datasource and models of a Prisma schema. */
export function readPrisma(file: string, text: string): PrismaFile | Problem {
  try {
    const { list } = getSchema(text);
    const datasource = /datasource\s+\w+\s*\{([^}]*)\}/.exec(text)?.[1] ?? '';
    const [provider, urlEnv, url] = [
      /provider\s*=\s*"([^"]+)"/.exec(datasource)?.[1],
      /url\s*=\s*env\("([^"]+)"\)/.exec(datasource)?.[1],
      /url\s*=\s*"([^"]+)"/.exec(datasource)?.[1],
    ];
    const output = /generator\s+\w+\s*\{[^}]*?output\s*=\s*"([^"]+)"/.exec(text)?.[1];
    return {
      file,
      ...(provider !== undefined && { provider: provider === 'postgresql' ? 'postgres' : provider }),
      ...(urlEnv !== undefined && { urlEnv }),
      ...(url !== undefined && { url }),
      ...(output !== undefined && { generatorOutput: output }),
      models: list.flatMap((block) => (block.type === 'model' ? [modelOf(block.name, text)] : [])),
    };
  } catch (error) {
    return {
      at: { file, line: 1, column: 1 },
      message: `broken Prisma schema: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
    };
  }
}

function modelOf(name: string, text: string): PrismaFile['models'][number] {
  const at = text.search(new RegExp(`^\\s*model\\s+${name}\\b`, 'm'));
  const end = text.indexOf('\n}', Math.max(0, at));
  const body = text.slice(Math.max(0, at), end < 0 ? undefined : end);
  const schema = /@@schema\("([^"]+)"\)/.exec(body)?.[1];
  return {
    name,
    table: /@@map\("([^"]+)"\)/.exec(body)?.[1] ?? name,
    ...(schema !== undefined && { schema }),
    line: text.slice(0, Math.max(0, at)).split('\n').length,
  };
}
