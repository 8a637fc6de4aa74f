import { compareLocations, compareText, type Location } from '../../../model/location.js';
import type { ModuleFacts } from '../../../model/module-facts.js';
import { type Practice, PRACTICES, type Practised, type PracticeSigns } from '../../../model/practice.js';
import type { Value } from '../../../model/value.js';
import type { LinkedUnit, LinkInput } from '../input.js';

/** What services are seen to do, with the first place that speaks of it. */
export function practisedOf(
  linked: readonly LinkedUnit[],
  { modules, practices }: Pick<LinkInput, 'modules' | 'practices'>,
): readonly Practised[] {
  const signsIn = signReader(practices);
  return linked
    .flatMap((item) => {
      const used = item.program.files.flatMap((file) => modules.get(file) ?? []);
      return PRACTICES.flatMap((practice): Practised[] => {
        const at = firstIn(used, (module) => signsIn(module).get(practice));
        return at === undefined ? [] : [{ service: item.unit.name, practice, at }];
      });
    })
    .sort((a, b) => compareText(a.service, b.service) || compareText(a.practice, b.practice) || compareLocations(a.at, b.at));
}

function firstIn<T, R>(all: readonly T[], find: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

type Signs = ReadonlyMap<Practice, Location>;
type Position = Pick<Location, 'line' | 'column'>;

/** Names come again and again, files are used by many services: each is looked at once. */
function signReader(practices: LinkInput['practices']): (module: ModuleFacts) => Signs {
  const known = new Map<ModuleFacts, Signs>();
  const meaning = remembering((text) => PRACTICES.filter((one) => practices[one].names.test(text)));
  const imported = remembering((text) =>
    PRACTICES.filter((one) => practices[one].packages.test(text) || (practices[one].names.test(text) && !isExcepted(practices[one], text))),
  );
  const asked = remembering((text) => PRACTICES.filter((one) => practices[one].options?.test(text) === true));
  return (module) => {
    let signs = known.get(module);
    if (!signs) known.set(module, (signs = read(module)));
    return signs;
  };

  function read(module: ModuleFacts): Signs {
    const signs = new Map<Practice, Location>();
    const note = (found: readonly Practice[], { line, column }: Position): void => {
      for (const one of found) if (!signs.has(one)) signs.set(one, { file: module.file, line, column });
    };
    for (const one of module.imports) {
      note(imported(one.from), one);
      for (const name of one.names)
        note(
          meaning(name).filter((practice) => !isExcepted(practices[practice], one.from)),
          one,
        );
    }
    for (const one of [...module.functions, ...module.classes]) note(meaning(one.name), one);
    for (const call of module.calls) {
      note(meaning(calledName(call.callee)), call);
      for (const arg of call.args) for (const key of optionsIn(arg, 3)) note(asked(key), call);
    }
    return signs;
  }
}

function isExcepted({ except = [] }: PracticeSigns, from: string): boolean {
  return except.includes(from);
}

function remembering(find: (text: string) => readonly Practice[]): (text: string) => readonly Practice[] {
  const known = new Map<string, readonly Practice[]>();
  return (text) => {
    let found = known.get(text);
    if (!found) known.set(text, (found = find(text)));
    return found;
  };
}

function calledName(callee: Value): string {
  return callee.k === 'prop' || callee.k === 'import' || callee.k === 'global' ? callee.name : '';
}

/** Keys of an object, and of objects in it. */
function* optionsIn(value: Value, depth: number): Generator<string> {
  if (value.k !== 'object' || depth === 0) return;
  for (const [name, inner] of value.props) {
    if (name !== null) yield name;
    yield* optionsIn(inner, depth - 1);
  }
}
