import type { ExportDigest, ModuleLinks } from '../../model/module-digest.js';
import type { ModuleFacts } from '../../model/module-facts.js';

export function linksOf({ imports, exports, stars }: Pick<ModuleFacts, keyof ModuleLinks>): ModuleLinks {
  return {
    imports: imports.map(({ from, line, column, names, typeOnly }) => ({ from, line, column, names, ...(typeOnly && { typeOnly }) })),
    exports: exports.map(([name, value]): ExportDigest => (value.k === 'import' ? [name, value.from, value.name] : [name])),
    stars,
  };
}
