import type { ModuleFacts } from '../../model/module-facts.js';
import { unknown, type Residual } from '../../model/residual.js';
import { apply } from './apply.js';
import { attachedIn } from './application/attached.js';
import { BUDGET, type Engine } from './engine.js';
import { configured } from './application/config-files.js';
import { dispatchOf } from './application/dispatch.js';
import { emittersOfUnit } from './application/emitters.js';
import { evaluate } from './evaluate.js';
import { exportOf } from './modules/exports.js';
import { foreignWritesOf } from './application/foreign-writes.js';
import { countMade } from './values/given-up.js';
import { blankFrame, frameOf, moduleFrame, returnOf } from './frames.js';
import { injected } from './values/instances.js';
import { element, property } from './values/property.js';
import { providersOf } from './application/providers.js';
import { settingsOf } from './application/settings.js';
import { memberOfShape } from './values/shapes.js';
import { ofDecorators, ofType } from './values/types.js';

/** The evaluator of a unit that may reach these files. Here its parts come to know each other. */
export function createEngine(unit: Pick<Engine, 'graph' | 'tables' | 'unit' | 'cwd'>, reachable: readonly ModuleFacts[]): Engine {
  const settings = settingsOf(reachable);
  const engine: Engine = {
    ...unit,
    providers: providersOf(reachable),
    application: {
      setting: (name) => settings.lookup(engine, name),
      configured: (name) => configured(engine, name),
      provided: (token) => engine.providers.lookup(engine, token) ?? (token.k === 'class' ? engine.injected(token) : undefined),
    },
    dispatch: dispatchOf(reachable),
    emitters: emittersOfUnit(),
    attached: attachedIn(reachable),
    foreignWrites: foreignWritesOf(reachable),
    frames: [],
    functions: new Map(),
    members: new Map(),
    statics: new Map(),
    chains: new Map(),
    created: new Map(),
    subjects: new Map(),
    reached: new Map(),
    unseen: [],
    touched: [],
    used: [],
    depth: 0,
    widened: 0,
    rounded: 0,
    evaluate: (value, frame) => (enter(engine) ? leave(engine, countMade(engine, value, evaluate(engine, value, frame))) : tooDeep),
    property: (of, name) => (enter(engine) ? leave(engine, property(engine, of, name)) : tooDeep),
    element: (of) => element(engine, of),
    apply: (callee, args, how) => (enter(engine) ? leave(engine, apply(engine, callee, args, how)) : tooDeep),
    exportOf: memo2((file, name) => exportOf(engine, file, name)),
    moduleFrame: memo((file) => moduleFrame(engine, file)),
    frameOf: (closure, args, via) => frameOf(engine, closure, args, via),
    blankFrame: (file, fn, self) => blankFrame(engine, file, fn, self),
    returnOf: (frame) => returnOf(engine, frame),
    ofType: (type, frame, decorators) => ofType(engine, type, frame, decorators),
    ofDecorators: (decorators, frame) => ofDecorators(engine, decorators, frame),
    memberOfShape: (of, name) => memberOfShape(engine, of, name),
    injected: (cls) => injected(engine, cls),
    classFacts: (cls) => unit.graph.modules.get(cls.module)?.classes[cls.at],
  };
  return engine;
}

function memo<T>(compute: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}

/** Imports that go round in a circle see what is known so far, and are not remembered. */
function memo2(compute: (a: string, b: string) => Residual): (a: string, b: string) => Residual {
  const known = new Map<string, Map<string, Residual>>();
  return (a, b) => {
    let row = known.get(a);
    if (!row) known.set(a, (row = new Map<string, Residual>()));
    const found = row.get(b);
    if (found) return found;
    const value = compute(a, b);
    if (!(value.k === 'unknown' && value.why === 'recursion')) row.set(b, value);
    return value;
  };
}

/** Deeper than the budget no evaluation goes. */
function enter(engine: Engine): boolean {
  if (engine.depth < BUDGET.depth) {
    engine.depth++;
    return true;
  }
  engine.widened++;
  return false;
}

function leave(engine: Engine, value: Residual): Residual {
  engine.depth--;
  return value;
}

const tooDeep = unknown('too deep', 'widened');
