import type { CrossingInput } from './crossings.js';

type Graph = Pick<CrossingInput, 'modules' | 'resolveImport'>;

/** Does an import of these names from the file take nothing but types? */
export type TakesTypes = (names: readonly string[], file: string) => boolean;

/**
 * Interfaces and type aliases are no values: TypeScript leaves an import of them out, `import type` or not. What many import is
 * followed once.
 */
export function typeTaker(graph: Graph): TakesTypes {
  const known = new Map<string, Map<string, boolean>>();
  const isValue = (name: string, file: string): boolean => {
    let row = known.get(file);
    if (!row) known.set(file, (row = new Map<string, boolean>()));
    let answer = row.get(name);
    if (answer === undefined) row.set(name, (answer = mayBeValue(name, file, graph, new Set())));
    return answer;
  };
  return (names, file) => names.length > 0 && names.every((name) => name !== '*' && !isValue(name, file));
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
  const given = module.exports.find(([exported]) => exported === name || exported === '=');
  if (given) {
    if (given.length === 1) return true;
    const [, from, original] = given;
    return /^[*=]$/.test(original) || through(original, from, true);
  }
  return name !== 'default' && module.stars.some((from) => through(name, from, false));
}
