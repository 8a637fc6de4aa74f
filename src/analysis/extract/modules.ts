import type { ModuleFacts } from '../../model/module-facts.js';
import type { Modules } from '../../model/module-graph.js';

/** Each is asked for once. Two files of one content are two modules. */
export function lazyModules(sources: ReadonlyMap<string, () => ModuleFacts>): Modules {
  const known = new Map<string, ModuleFacts>();
  return {
    keys: () => sources.keys(),
    has: (file) => sources.has(file),
    get: (file) => {
      const before = known.get(file);
      if (before) return before;
      const facts = sources.get(file)?.();
      if (facts === undefined) return undefined;
      const module = facts.file === file ? facts : { ...facts, file };
      known.set(file, module);
      return module;
    },
  };
}
