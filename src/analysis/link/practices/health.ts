import { compareLocations, compareText, type Location } from '../../../model/location.js';
import type { ModuleFacts } from '../../../model/module-facts.js';
import type { Found } from '../../../model/practice.js';
import type { Value } from '../../../model/value.js';
import type { LinkedUnit, LinkInput } from '../input.js';
import { signalsOf } from '../input.js';

/** Where services answer whether they are well: by a library, at a path, or in a class that is called after it. */
export function healthChecksOf(linked: readonly LinkedUnit[], modules: LinkInput['modules']): Found[] {
  const inFile = new Map([...modules.values()].flatMap((module) => signsIn(module).map((at) => [module.file, at] as const)));
  return linked
    .flatMap((item) =>
      [...signalsOf(item, 'health').map(({ call }) => call.at), ...item.program.files.flatMap((file) => inFile.get(file) ?? [])]
        .slice(0, 1)
        .map((at) => ({ service: item.unit.name, at })),
    )
    .sort((a, b) => compareText(a.service, b.service) || compareLocations(a.at, b.at));
}

const PATH = /(?:^|[/_-])(?:health(?:z|-?check)?|healthy|livez?|liveness|readyz?|readiness|alive|ping|heartbeat|actuator)$/i;
const CLASS = /^(?:Health|Liveness|Readiness)(?:z|[A-Z]|$)/;

/** The first is enough. */
function signsIn({ file, calls, classes }: ModuleFacts): Location[] {
  const call = calls.find(({ args, jsx }) => jsx === undefined && isHealthPath(args[0]));
  if (call !== undefined) return [{ file, line: call.line, column: call.column }];
  const cls = classes.find(({ name }) => CLASS.test(name));
  return cls === undefined ? [] : [{ file, line: cls.line, column: cls.column }];
}

/** A path of the service itself, not the address of another one. */
function isHealthPath(value: Value | undefined): boolean {
  return value?.k === 'lit' && typeof value.v === 'string' && !value.v.includes('://') && /^[\w/:-]+$/.test(value.v) && PATH.test(value.v);
}
