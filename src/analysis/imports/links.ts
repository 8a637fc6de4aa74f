import type { ModuleLinks } from '../../model/module-digest.js';
import type { ModuleFacts } from '../../model/module-facts.js';

export function linksOf({ imports, exports, stars }: ModuleFacts): ModuleLinks {
  return {
    imports,
    exports: exports.map(([name, value]) => [
      name,
      value.k === 'import' ? { k: value.k, from: value.from, name: value.name } : { k: value.k },
    ]),
    stars,
  };
}
