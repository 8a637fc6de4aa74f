import type { Unit } from '../../model/deployment.js';
import type { ModuleFacts } from '../../model/module-facts.js';
import { callResult, isKnown, pathOf } from '../../model/residual.js';
import { callbacksOf } from './callbacks.js';
import type { Engine } from './engine.js';
import { fromPath } from './values/property.js';
import type { Trace } from './walk.js';

/** What a framework takes from a file because of the file's name: its default export is handed to a call that nobody writes. */
export function followConventions(engine: Engine, trace: Trace, { unit, module }: { unit: Unit; module: ModuleFacts }): void {
  for (const { files, dependency, call } of engine.tables.conventions)
    if (files.test(module.file) && Object.hasOwn(unit.dependencies, dependency)) take(engine, trace, { file: module.file, call });
}

function take(engine: Engine, trace: Trace, { file, call }: { file: string; call: string }): void {
  const frame = engine.moduleFrame(file);
  const exported = engine.exportOf(file, 'default');
  if (!frame || !isKnown(exported)) return;
  const site = `${file}:${call}`;
  const callee = fromPath(call, { site });
  const result = callResult(callee, [exported], { site, isNew: false });
  const callbacks = callbacksOf(engine, { callee, args: [exported], result, frame });
  const id = trace.calls.length;
  trace.calls.push({
    id,
    path: pathOf(callee) ?? '',
    callee,
    args: [exported],
    isNew: false,
    at: { file, line: 1, column: 1 },
    site,
    frame: frame.id,
    loops: [],
    guarded: false,
    typeArgs: [],
    result,
    callbacks: callbacks.map(({ arg, frame: to }) => ({ arg, frame: to.id })),
  });
  (frame.calls ??= []).push(id);
  for (const { frame: to, entry = 'exported' } of callbacks) {
    trace.queue.push(to);
    trace.entries.push({ kind: entry, frame: to.id, via: id });
  }
}
