import path from 'node:path';

import type { GeneratedCode, Schemas } from '../../model/schema.js';

/** Clients that are generated into folders of their own; as a rule they are not committed. */
export function generatedCode({ prisma }: Pick<Schemas, 'prisma'>): GeneratedCode[] {
  return prisma.flatMap(({ file, generatorOutput }) => {
    if (generatorOutput === undefined) return [];
    // What is installed has the same name everywhere.
    const folder = path.posix.join(path.posix.dirname(file), generatorOutput).replace(/^.*?(?=node_modules\/)/, '');
    return [{ folder, package: '@prisma/client', schema: file }];
  });
}
