import { ATTACHED, holderOf } from '../../../model/attached.js';
import type { CallFact, ModuleFacts } from '../../../model/module-facts.js';
import { anyOf, pathOf, type Residual } from '../../../model/residual.js';
import type { Value } from '../../../model/value.js';
import type { Engine } from '../engine.js';

/** What middleware and plugins put on requests, contexts and the application, for others to find there. */
export interface Attached {
  /** `req.db`, `app.locals.db`, where the holder itself tells nothing of it. */
  member(engine: Engine, of: Residual, name: string): Residual | undefined;
  /** `app.get('db')`, `c.get('db')`. */
  gotten(engine: Engine, callee: Residual, args: readonly Residual[]): Residual | undefined;
}

interface Attachment {
  readonly file: string;
  readonly fn: number;
  readonly value: Value;
}

/** Callers whose values are kept. */
const CALLERS = 8;

/** The files are those the unit may reach. */
export function attachedIn(modules: readonly ModuleFacts[]): Attached {
  const all = new Map<string, Attachment[]>();
  const names = new Set<string>();
  for (const module of modules)
    for (const { key, ...one } of attachmentsOf(module)) {
      names.add(lastStep(key));
      const known = all.get(key);
      if (known) known.push(one);
      else all.set(key, [one]);
    }
  const found = new Map<string, Residual>();
  const pending = new Set<string>();

  /** Most names are nobody's. */
  function keyIn(holder: Residual, name: string): string | undefined {
    return names.has(lastStep(name)) ? keyOf(textOf(holder), name) : undefined;
  }

  function lookup(engine: Engine, key: string | undefined): Residual | undefined {
    const attachments = key === undefined ? undefined : all.get(key);
    if (key === undefined || !attachments || pending.has(key)) return undefined;
    const before = found.get(key);
    if (before) return before;
    pending.add(key);
    const values = attachments.flatMap((one) => valuesOf(engine, one)).filter(isUsable);
    pending.delete(key);
    if (values.length === 0) return undefined;
    const value = anyOf(values);
    found.set(key, value);
    return value;
  }

  return {
    member: (engine, of, name) => lookup(engine, keyIn(of, name)),
    gotten(engine, callee, [name]) {
      const isGetter = callee.k === 'prop' && callee.name === 'get' && name?.k === 'lit';
      return isGetter ? lookup(engine, keyIn(callee.of, `#${String(name.v)}`)) : undefined;
    },
  };
}

function lastStep(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function textOf(of: Residual): string | undefined {
  return of.k === 'unknown' ? (of.why === 'param' ? of.text : undefined) : pathOf(of);
}

/** Of requests these are input from outside and who asks, whoever puts them there. */
const INPUT = /^(?:request|context)\.(?:request\.)?(?:body|user|auth|session|query|params|headers|cookies|method|url|path|files?)$/;

/** `req.db` → `request.db`, `express().locals.db` and `req.app.locals.db` → `app.locals.db`. */
function keyOf(holder: string | undefined, name: string): string | undefined {
  // What a package makes, or a type of it: `fastify.fastify()`, `express.Request()`.
  const [made = '', from, type] = /^([\w-]+)(?:\.(\w+))?\(\)/.exec(holder ?? '') ?? [];
  const [head = '', ...steps] = (holder ?? '').slice(made.length).split('.');
  const root = made === '' ? holderOf(head) : (holderOf(type ?? '') ?? holderOf(from ?? ''));
  if (root === undefined) return undefined;
  const path = [root, ...steps, name];
  const app = path.slice(1).findLastIndex((step, i) => i < path.length - 2 && /^(?:app|server)$/.test(step));
  const key = (app < 0 ? path : ['app', ...path.slice(app + 2)]).join('.').replace(/^app\.context\./, 'context.');
  return INPUT.test(key) ? undefined : key;
}

/** Clients, and functions that lead to them; texts and numbers are of one request. */
function isUsable({ k }: Residual): boolean {
  return k === 'fn' || k === 'instance' || k === 'class' || k === 'call' || k === 'object' || k === 'external';
}

/** In the frames of the function around it that are met by now. */
function valuesOf(engine: Engine, { file, fn, value }: Attachment): Residual[] {
  const module = engine.graph.modules.get(file);
  const frames = (module && engine.functions.get(module)?.[fn]?.frames) ?? [];
  const blank = frames.length === 0 ? engine.blankFrame(file, fn) : undefined;
  return [...frames.slice(0, CALLERS), ...(blank ? [blank] : [])].map((frame) => engine.evaluate(value, frame));
}

/** Functions of frameworks that put something under a name: on the application, on each request, on each answer. */
const DECORATORS: ReadonlyMap<string, string> = new Map([
  ['decorate', ''],
  ['decorateRequest', 'request'],
  ['decorateReply', 'response'],
]);

interface Named extends Omit<Attachment, 'file'> {
  readonly holder: string | undefined;
  readonly name: string;
}

function attachmentsOf(module: ModuleFacts): (Attachment & { readonly key: string })[] {
  const written = module.writes.map(({ def, path, value }): Named => {
    const { name = '', fn = 0 } = module.defs[def] ?? {};
    return { holder: [name, ...path.slice(0, -1)].join('.'), name: path.at(-1) ?? '', fn, value };
  });
  const called = module.calls.flatMap((call) => assigned(module, call) ?? decorated(module, call) ?? []);
  return [...called, ...written].flatMap(({ holder, name, ...one }) => {
    const key = keyOf(holder, name);
    return key === undefined ? [] : { ...one, file: module.file, key };
  });
}

/** `req.db = v`. */
function assigned(module: ModuleFacts, { callee, args, fn }: CallFact): Named | undefined {
  const [of, name, value] = args;
  if (callee.k !== 'global' || callee.name !== ATTACHED || !of || !value) return undefined;
  return { holder: nameOf(module, of), name: textIn(name), fn, value };
}

/** `app.decorate('db', v)`, `app.set('db', v)`. */
function decorated(module: ModuleFacts, { callee, args, fn }: CallFact): Named | undefined {
  const [name, value, ...more] = args;
  if (callee.k !== 'prop' || name?.k !== 'lit' || !value || more.length > 0) return undefined;
  if (callee.name === 'set') return { holder: nameOf(module, callee.of), name: `#${textIn(name)}`, fn, value };
  const decorates = DECORATORS.get(callee.name);
  return decorates === undefined
    ? undefined
    : { holder: decorates === '' ? nameOf(module, callee.of) : decorates, name: textIn(name), fn, value };
}

function textIn(value: Value | undefined): string {
  return value?.k === 'lit' ? String(value.v) : '';
}

/** As it is written: `req`, `app.locals`. */
function nameOf(module: ModuleFacts, value: Value): string | undefined {
  switch (value.k) {
    case 'prop': {
      const of = nameOf(module, value.of);
      return of === undefined ? undefined : `${of}.${value.name}`;
    }
    case 'param':
      return module.functions[value.fn]?.params[value.index]?.name;
    case 'ref':
      return module.defs[value.def]?.name;
    case 'typed':
      return value.of && nameOf(module, value.of);
    default:
      return undefined;
  }
}
