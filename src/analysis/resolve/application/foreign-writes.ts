import { type ModuleFacts, WRITE } from '../../../model/module-facts.js';
import type { Residual } from '../../../model/residual.js';
import type { Value } from '../../../model/value.js';
import type { Engine } from '../engine.js';
import { mayExport } from '../modules/export-names.js';
import { indexOf } from '../modules/module-index.js';
import { written } from '../values/writes.js';

/** What files write into what others export: `OpenAPI.BASE = process.env.ORDERS_URL` where a client is set up. */
export interface ForeignWrites {
  /** The exported value, with all that is written into it. */
  into(exported: Exported, value: Residual): Residual;
}

interface Exported {
  readonly engine: Engine;
  readonly file: string;
  readonly name: string;
}

interface Write {
  readonly file: string;
  readonly fn: number;
  readonly from: string;
  readonly name: string;
  readonly path: readonly string[];
  readonly value: Value;
}

/** The files are those the unit may reach: each service sets its own clients up. */
export function foreignWritesOf(modules: readonly ModuleFacts[]): ForeignWrites {
  const writes = modules.flatMap((module) => writesIn(module));
  const byEngine = new WeakMap<Engine, Map<string, Write[]>>();
  const pending = new Set<Write>();

  function index(engine: Engine): Map<string, Write[]> {
    let table = byEngine.get(engine);
    if (table) return table;
    byEngine.set(engine, (table = new Map<string, Write[]>()));
    for (const write of writes) {
      const target = engine.graph.resolveImport(write.file, write.from);
      const home = 'file' in target ? homeOf(engine, target.file, write.name) : undefined;
      if (home !== undefined) table.set(home, [...(table.get(home) ?? []), write]);
    }
    return table;
  }

  return {
    into({ engine, file, name }, value) {
      if (writes.length === 0 || value.k !== 'object') return value;
      let out: Residual = value;
      for (const write of index(engine).get(`${file}#${name}`) ?? []) {
        const frame = pending.has(write) ? undefined : engine.blankFrame(write.file, write.fn);
        if (!frame) continue;
        pending.add(write);
        out = written(out, write.path, engine.evaluate(write.value, frame));
        pending.delete(write);
      }
      return out;
    },
  };
}

/** `write(settings, 'url', x)`, `write(settings.http, 'url', x)`. */
function writesIn({ file, calls }: ModuleFacts): Write[] {
  return calls.flatMap(({ callee, args: [holder, last, value], fn }) => {
    if (callee.k !== 'global' || callee.name !== WRITE || last?.k !== 'lit' || !value) return [];
    const [of, path] = holder?.k === 'prop' ? [holder.of, [holder.name, String(last.v)]] : [holder, [String(last.v)]];
    if (of?.k !== 'import') return [];
    // `import * as settings` of a file: its first step is the export.
    const [name = '', ...rest] = of.name === '*' ? path : [of.name, ...path];
    return [{ file, fn, from: of.from, name, path: rest, value }];
  });
}

/** `file#name` of the file that makes what this one exports under a name, through barrels. */
function homeOf(engine: Engine, file: string, name: string, seen: ReadonlySet<string> = new Set()): string | undefined {
  const module = engine.graph.modules.get(file);
  if (!module || seen.has(file)) return undefined;
  const own = indexOf(module).exports.get(name);
  if (own && own.k !== 'import') return `${file}#${name}`;
  const through = own ? [[own.from, own.name] as const] : module.stars.map((from) => [from, name] as const);
  for (const [from, inner] of through) {
    const target = engine.graph.resolveImport(file, from);
    if (!('file' in target) || !mayExport(engine, target.file, inner)) continue;
    const home = homeOf(engine, target.file, inner, new Set([...seen, file]));
    if (home !== undefined) return home;
  }
  return undefined;
}
