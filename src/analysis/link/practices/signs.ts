import type { Position } from '../../../model/module-digest.js';
import type { CallFact, ModuleFacts } from '../../../model/module-facts.js';
import { type Practice, PRACTICES, type PracticeSigns } from '../../../model/practice.js';
import { remembered } from '../../../model/remembered.js';
import type { Value } from '../../../model/value.js';

type Signs = readonly (readonly [practice: Practice, at: Position])[];

/** What a module is seen to do, by names and packages, with the first place that speaks of it. Names come again and again: each is looked at once. */
export function signReader(practices: Readonly<Record<Practice, PracticeSigns>>): (module: ModuleFacts) => Signs {
  const meaning = remembered((text: string) => PRACTICES.filter((one) => practices[one].names.test(text)));
  const isNamed = (one: Practice, text: string): boolean => practices[one].names.test(text) && !isExcepted(practices[one], text);
  const imported = remembered((text: string) => PRACTICES.filter((one) => practices[one].packages.test(text) || isNamed(one, text)));
  const used = remembered((text: string) => PRACTICES.filter((one) => practices[one].members?.test(text) === true));
  const asked = remembered((text: string) => PRACTICES.filter((one) => practices[one].options?.test(text) === true));

  return (module) => {
    const signs = new Map<Practice, Position>();
    const note = (found: readonly Practice[], { line, column }: Position): void => {
      if (found.length === 0) return;
      for (const one of found) if (!signs.has(one)) signs.set(one, { line, column });
    };
    const forSettings = new Set(PRACTICES.filter((one) => isDoneToSettings(module, practices[one])));
    for (const one of module.imports) {
      note(
        imported(one.from).filter((practice) => !forSettings.has(practice) || isNamed(practice, one.from)),
        one,
      );
      for (const name of one.names)
        note(
          meaning(name).filter((practice) => !isExcepted(practices[practice], one.from)),
          one,
        );
    }
    for (const one of module.functions) note(meaning(one.name), one);
    for (const one of module.classes) note(meaning(one.name), one);
    for (const call of module.calls) {
      note(meaning(calledName(call.callee)), call);
      note(used(memberName(call.callee)), call);
      for (const arg of call.args)
        eachOption(arg, 3, (key) => {
          note(asked(key), call);
        });
    }
    return [...signs];
  };
}

/** `z.object({ … }).parse(process.env)`, `ConfigModule.forRoot({ validationSchema })`. */
function isDoneToSettings({ calls }: ModuleFacts, { done }: PracticeSigns): boolean {
  if (done === undefined) return false;
  const all = calls.filter((call) => isAboutSettings(call) || (done.test(calledName(call.callee)) && !isOfJson(call.callee)));
  return all.length > 0 && all.every(isAboutSettings);
}

function isAboutSettings({ args }: CallFact): boolean {
  return args.some(
    (arg) =>
      arg.k === 'envs' ||
      (arg.k === 'object' && arg.props.some(([name, value]) => name === 'validationSchema' || (name === null && value.k === 'envs'))),
  );
}

function isOfJson(callee: Value): boolean {
  return callee.k === 'prop' && callee.of.k === 'global' && callee.of.name === 'JSON';
}

function isExcepted({ except = [] }: PracticeSigns, from: string): boolean {
  return except.includes(from);
}

function calledName(callee: Value): string {
  return callee.k === 'prop' || callee.k === 'import' || callee.k === 'global' ? callee.name : '';
}

/** `jsonwebtoken.verify`, however it is imported. */
function memberName(callee: Value): string {
  if (callee.k === 'prop') return callee.of.k === 'import' ? `${callee.of.from}.${callee.name}` : '';
  return callee.k === 'import' ? `${callee.from}.${callee.name}` : '';
}

/** Keys of an object, and of objects in it. */
function eachOption(value: Value, depth: number, take: (name: string) => void): void {
  if (value.k !== 'object' || depth === 0) return;
  for (const [name, inner] of value.props) {
    if (name !== null) take(name);
    eachOption(inner, depth - 1, take);
  }
}
