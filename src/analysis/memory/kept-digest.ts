import type { ModuleDigest, ModuleLinks } from '../../model/module-digest.js';
import { once } from '../../shared/once.js';

type Always = 'linesOfCode' | 'linksName' | 'takes' | 'gives';
type Seldom = 'imports' | 'exports' | 'stars';

/** What is asked of every file, without what most files do not have, and without what is seldom asked for: there are thousands. */
export type KeptDigest = Pick<ModuleDigest, Always> & Partial<Omit<ModuleDigest, Always | Seldom>>;

export function keptDigest({ imports, exports, stars, ...digest }: ModuleDigest): { readonly kept: KeptDigest; readonly links: string } {
  const { parseErrors, ignores, practices, defaults, logic, ...kept } = digest;
  return {
    kept: {
      ...kept,
      ...(parseErrors.length > 0 && { parseErrors }),
      ...(ignores.length > 0 && { ignores }),
      ...(practices.length > 0 && { practices }),
      ...(Object.values(defaults).some((all: readonly unknown[]) => all.length > 0) && { defaults }),
      ...(logic.length > 0 && { logic }),
    },
    links: JSON.stringify({ imports, exports, stars }),
  };
}

const NONE: readonly never[] = [];
const NO_DEFAULTS: ModuleDigest['defaults'] = { texts: NONE, names: NONE, constants: NONE };

/** What a module takes and gives is taken apart when it is asked for. */
export function digestOf({ health, types, ...kept }: KeptDigest, links: string): ModuleDigest {
  const parts = once(() => JSON.parse(links) as Pick<ModuleLinks, Seldom>);
  return {
    linesOfCode: kept.linesOfCode,
    linksName: kept.linksName,
    takes: kept.takes,
    gives: kept.gives,
    parseErrors: kept.parseErrors ?? NONE,
    ignores: kept.ignores ?? NONE,
    practices: kept.practices ?? NONE,
    ...(health && { health }),
    defaults: kept.defaults ?? NO_DEFAULTS,
    logic: kept.logic ?? NONE,
    ...(types && { types }),
    get imports() {
      return parts().imports;
    },
    get exports() {
      return parts().exports;
    },
    get stars() {
      return parts().stars;
    },
  };
}
