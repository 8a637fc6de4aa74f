import type { ExportDigest, ModuleLinks } from '../../model/module-digest.js';
import type { ModuleFacts } from '../../model/module-facts.js';
import type { Value } from '../../model/value.js';

type Linked = Exclude<keyof ModuleLinks, 'types'> | 'typeExports';

export function linksOf({ imports, exports, stars, typeExports }: Pick<ModuleFacts, Linked>): ModuleLinks {
  const types = typeExports.filter(([, value]) => value.k === 'import' || (value.k === 'unknown' && value.text.startsWith('typeof ')));
  return {
    imports: imports.map(({ from, line, column, names, typeOnly }) => ({ from, line, column, names, ...(typeOnly && { typeOnly }) })),
    exports: exports.map(given),
    stars,
    ...(types.length > 0 && { types: types.map(given) }),
  };
}

function given([name, value]: readonly [string, Value]): ExportDigest {
  return value.k === 'import' ? [name, value.from, value.name] : [name];
}
