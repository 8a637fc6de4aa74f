import type { ExportDigest } from '../../model/module-digest.js';
import type { CrossingInput } from './crossings.js';

type Graph = Pick<CrossingInput, 'modules' | 'resolveImport'>;

/** Whose clients take the type of what answers for their contract. */
const SERVERS = /^(?:@trpc\/server|hono|@hono\/zod-openapi|elysia|@orpc\/server)$/;

/**
 * Does an import of these names from the file take nothing but what a typed client needs: the type of a router or of an
 * application, or what is made of it? It is how the other is asked, as a generated client would be.
 */
export function contractTaker(graph: Graph): (names: readonly string[], file: string) => boolean {
  return (names, file) => names.length > 0 && names.every((name) => isContract(name, file, graph, new Set()));
}

function isContract(name: string, file: string, graph: Graph, seen: Set<string>): boolean {
  const module = graph.modules.get(file);
  if (!module || seen.has(file)) return false;
  seen.add(file);
  const through = (of: string, from: string): boolean => {
    const target = graph.resolveImport(file, from);
    return 'file' in target && typeof target.file === 'string' ? isContract(of, target.file, graph, seen) : SERVERS.test(from);
  };
  const named = ([given]: ExportDigest): boolean => given === name;
  const type = module.types?.find(named);
  if (type?.length === 1) return isServer(file, graph);
  const [, from, original] = type ?? module.exports.find(named) ?? [];
  if (from !== undefined && original !== undefined) return through(original, from);
  return !module.exports.some(named) && module.stars.some((one) => through(name, one));
}

/** It makes a router itself, or with what a file beside it makes of the library. */
function isServer(file: string, { modules, resolveImport }: Graph): boolean {
  const imported = modules.get(file)?.imports ?? [];
  return imported.some(({ from }) => {
    const target = resolveImport(file, from);
    if (!('file' in target) || typeof target.file !== 'string') return SERVERS.test(from);
    return modules.get(target.file)?.imports.some((further) => SERVERS.test(further.from)) === true;
  });
}
