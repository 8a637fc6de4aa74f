import type { Unit } from '../../model/deployment.js';
import type { ModuleFacts } from '../../model/module-facts.js';
import type { ModuleGraph } from '../../model/module-graph.js';
import type { ExternalCall, LibraryTables, Program, ReachedClass } from '../../model/program.js';
import { classResidual } from '../../model/residual.js';
import type { Value } from '../../model/value.js';
import { followConventions } from './conventions.js';
import { createEngine } from './create-engine.js';
import { reachClass } from './decorators.js';
import type { Engine, FrameState } from './engine.js';
import { isWalked } from './frames.js';
import { markReached } from './reached.js';
import { statedAt } from './stated.js';
import { unloadedFiles } from './unloaded.js';
import { walkCall, walkFrame, type Trace } from './walk.js';

/** Follows one unit from its own modules through everything they call, with the values that reach each call. */
export function resolve(unit: Unit, graph: ModuleGraph, tables: LibraryTables): Program {
  const own = ownModules(unit, graph);
  const reachable = reachableModules(graph, own);
  const engine = createEngine({ graph, tables, unit: unit.name, cwd: unit.path }, reachable);
  const trace: Trace = { calls: [], entries: [], queue: [] };
  const classes: ReachedClass[] = [];
  const drain = (): void => {
    drainAll(engine, trace, classes);
  };

  for (const module of own) start(engine, trace, module, 'startup');
  drain();
  for (const module of own) followConventions(engine, trace, { unit, module });
  for (const module of own) for (const at of module.classes.keys()) reachOwn(engine, module, at);
  drain();
  // What nobody calls by name comes first, so that the rest is met with the arguments it really gets.
  const called = calledNames(own);
  for (const round of ['nobody', 'rest'] as const) {
    for (const module of own) {
      for (const [fn, { name }] of module.functions.entries())
        if (round === 'rest' || !called.has(name)) startUncalled(engine, trace, module, fn);
      drain();
    }
  }
  const unloaded = unloadedFiles({ unit, graph, own, reachable, loaders: tables.loaders });
  return programOf(unit, engine, { trace, classes, imported: importedFiles(graph, own), unloaded });
}

/** The unit's source files, entry files first, then by name: the order of evaluation is the same on every machine. */
export function ownModules(unit: Unit, { modules, ownFiles }: ModuleGraph): ModuleFacts[] {
  const files = ownFiles(unit);
  const entries = unit.entries.filter((file) => files.includes(file));
  return [...new Set([...entries, ...files])].flatMap((file) => modules.get(file) ?? []);
}

function reachableModules(graph: ModuleGraph, own: readonly ModuleFacts[]): ModuleFacts[] {
  const seen = new Map(own.map((module) => [module.file, module]));
  for (const module of seen.values()) {
    for (const from of [...module.imports.map((i) => i.from), ...module.stars]) {
      const target = graph.resolveImport(module.file, from);
      const next = 'file' in target ? graph.modules.get(target.file) : undefined;
      if (next && !seen.has(next.file)) seen.set(next.file, next);
    }
  }
  return [...seen.values()];
}

function start(engine: Engine, trace: Trace, module: ModuleFacts, kind: 'startup'): void {
  const frame = engine.moduleFrame(module.file);
  if (!frame) return;
  trace.queue.push(frame);
  trace.entries.push({ kind, frame: frame.id });
}

function reachOwn(engine: Engine, module: ModuleFacts, at: number): void {
  markReached(engine, classResidual(module.file, at, undefined));
}

function calledNames(modules: readonly ModuleFacts[]): ReadonlySet<string> {
  return new Set(modules.flatMap((module) => module.calls.flatMap(({ callee }) => calleeName(module, callee) ?? [])));
}

function calleeName(module: ModuleFacts, callee: Value): string | undefined {
  if (callee.k === 'prop' || callee.k === 'import') return callee.name;
  if (callee.k === 'fn') return module.functions[callee.at]?.name;
  return callee.k === 'ref' ? module.defs[callee.def]?.name : undefined;
}

/** A function of the unit that nothing was seen to call: a framework may, so what it calls is followed, from outside. */
function startUncalled(engine: Engine, trace: Trace, module: ModuleFacts, fn: number): void {
  const facts = module.functions[fn];
  if (!facts || fn === 0 || isWalked(engine, module, fn)) return;
  const frame = engine.blankFrame(module.file, fn);
  if (!frame) return;
  trace.queue.push(frame);
  trace.entries.push({ kind: 'exported', frame: frame.id });
}

/** Until nothing new turns up: frames first, then the classes that they reached. */
function drainAll(engine: Engine, trace: Trace, classes: ReachedClass[]): void {
  for (;;) {
    const frames = [...trace.queue.splice(0), ...engine.touched.splice(0)];
    for (const frame of frames) walkFrame(engine, trace, frame);
    const used = engine.used.splice(0);
    for (const call of used) walkCall(engine, trace, call);
    if (frames.length > 0 || used.length > 0) continue;
    const fresh = engine.unseen.splice(0).flatMap((facts) => engine.reached.get(facts) ?? []);
    if (fresh.length === 0) return;
    for (const cls of fresh) {
      const seen = reachClass(engine, trace, cls);
      if (seen) classes.push(seen);
    }
  }
}

interface Walked {
  readonly trace: Trace;
  readonly classes: readonly ReachedClass[];
  readonly imported: ReadonlySet<string>;
  readonly unloaded: readonly string[];
}

function importedFiles(graph: ModuleGraph, own: readonly ModuleFacts[]): ReadonlySet<string> {
  const targets = own.flatMap(({ file, imports, stars }) =>
    [...imports.map(({ from }) => from), ...stars].map((from) => graph.resolveImport(file, from)),
  );
  return new Set(targets.flatMap((target) => ('file' in target ? target.file : [])));
}

/** An object of it may be made by code, by a container that is given it, or by nobody. */
function withUse(engine: Engine, reached: ReachedClass, imported: ReadonlySet<string>): ReachedClass {
  const facts = engine.classFacts(reached.cls);
  const isUsed = imported.has(reached.cls.module) || (facts !== undefined && engine.created.has(facts));
  return isUsed ? reached : { ...reached, isUnused: true };
}

function programOf(unit: Unit, engine: Engine, { trace, classes, imported, unloaded }: Walked): Program {
  const walked = engine.frames.filter((frame) => frame.walked);
  return {
    unit: unit.name,
    calls: trace.calls.map((call) => withStatement(engine, call)),
    frames: engine.frames.map((frame) => ({
      id: frame.id,
      name: nameOf(frame),
      at: placeOf(frame),
      fn: frame.fn,
      calls: frame.calls ?? [],
      callsTo: frame.callsTo ?? [],
    })),
    entries: uniqueEntries(trace),
    classes: classes.filter((c) => c.name !== '').map((reached) => withUse(engine, reached, imported)),
    files: [...new Set(walked.map((frame) => frame.module.file))].sort(),
    unloaded,
    generated: generatedIn(engine, new Set(engine.frames.map((frame) => frame.module))),
    coverage: { widened: engine.widened, dropped: 0, unresolvedImports: [] },
  };
}

function withStatement({ frames }: Engine, call: ExternalCall): ExternalCall {
  const stated = statedAt(frames, call);
  return stated === undefined ? call : { ...call, stated };
}

function generatedIn({ graph }: Engine, modules: ReadonlySet<ModuleFacts>): Program['generated'] {
  return [...modules].flatMap(({ file, imports }) =>
    imports.flatMap(({ from }) => {
      const target = graph.resolveImport(file, from);
      return 'package' in target && target.schema !== undefined ? [{ file, schema: target.schema }] : [];
    }),
  );
}

function uniqueEntries(trace: Trace): Program['entries'] {
  const seen = new Set<string>();
  return trace.entries.filter((e) => {
    const key = `${e.kind}:${String(e.frame)}:${String(e.via ?? '')}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** A function without a name is told by the one around it. */
function nameOf({ module, fn }: Pick<FrameState, 'module' | 'fn'>): string {
  const facts = module.functions[fn];
  if (fn === 0 || !facts) return module.file;
  if (facts.name === '(anonymous)') return nameOf({ module, fn: facts.parent ?? 0 });
  const owner = facts.cls === undefined ? undefined : module.classes[facts.cls]?.name;
  return owner ? `${owner}.${facts.name}` : facts.name;
}

function placeOf({ module, fn }: FrameState): { file: string; line: number; column: number } {
  const facts = module.functions[fn];
  return { file: module.file, line: facts?.line ?? 1, column: facts?.column ?? 1 };
}
