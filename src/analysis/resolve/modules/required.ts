import { alternatives, anyOf, external, type Residual } from '../../../model/residual.js';
import type { CallSite, Engine } from '../engine.js';

/** `require(path.join(__dirname, 'x'))`, `require(path.join(process.cwd(), 'config/x'))`: all of the files that may be meant and are there. */
export function required(engine: Engine, path: Residual | undefined, how: CallSite): Residual | undefined {
  const paths = path ? alternatives(path).flatMap((one) => (one.k === 'lit' && typeof one.v === 'string' ? one.v : [])) : [];
  const found = paths.flatMap((one) => loaded(engine, one, how) ?? []);
  return found.length > 0 ? anyOf(found) : undefined;
}

function loaded(engine: Engine, path: string, how: CallSite): Residual | undefined {
  for (const place of placesOf(path, engine.cwd)) {
    const target = engine.graph.resolveImport('x', place);
    if ('file' in target && target.file !== how.frame.module.file) return engine.exportOf(target.file, '=');
    if ('package' in target) return external(target.package);
  }
  return undefined;
}

/** A service of a larger repository is also started from its root: then the path has its folder twice. */
function placesOf(path: string, cwd: string): string[] {
  const fromRoot = path.startsWith(`${cwd}/`) ? [path.slice(cwd.length + 1)] : [];
  return [path, ...fromRoot].map((one) => (/^\.{0,2}\//.test(one) ? one : `./${one}`));
}
