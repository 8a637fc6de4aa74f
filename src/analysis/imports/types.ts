import type { CrossingInput } from './crossings.js';

type Graph = Pick<CrossingInput, 'modules' | 'resolveImport'>;

/** Interfaces and type aliases are no values: TypeScript leaves an import of them out, `import type` or not. */
export function takesTypes(names: readonly string[], file: string, graph: Graph): boolean {
  return names.length > 0 && names.every((name) => name !== '*' && !mayBeValue(name, file, graph, new Set()));
}

/** What cannot be followed may be a value, and so may anything of JavaScript. */
function mayBeValue(name: string, file: string, graph: Graph, seen: Set<string>): boolean {
  const module = graph.modules.get(file);
  if (!module || !/\.[cm]?tsx?$/.test(file)) return true;
  if (seen.has(file)) return false;
  seen.add(file);
  const through = (of: string, from: string, isNamed: boolean): boolean => {
    const target = graph.resolveImport(file, from);
    // What a package gives under its name is nobody's source here.
    return 'file' in target ? mayBeValue(of, target.file, graph, seen) : !(isNamed && 'package' in target);
  };
  const [, value] = module.exports.find(([exported]) => exported === name || exported === '=') ?? [];
  if (value) return value.k !== 'import' || /^[*=]$/.test(value.name) || through(value.name, value.from, true);
  return name !== 'default' && module.stars.some((from) => through(name, from, false));
}
