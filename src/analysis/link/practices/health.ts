import { compareLocations, compareText } from '../../../model/location.js';
import type { Position } from '../../../model/module-digest.js';
import type { ModuleFacts } from '../../../model/module-facts.js';
import type { Found } from '../../../model/practice.js';
import type { Value } from '../../../model/value.js';
import type { LinkedUnit, LinkInput } from '../input.js';
import { signalsOf } from '../input.js';

/** Where services answer whether they are well: by a library, at a path, or in a class that is called after it. */
export function healthChecksOf(linked: readonly LinkedUnit[], digests: LinkInput['digests']): Found[] {
  const inFile = (file: string): Found['at'][] => {
    const at = digests.get(file)?.health;
    return at === undefined ? [] : [{ file, ...at }];
  };
  return linked
    .flatMap((item) =>
      [...signalsOf(item, 'health').map(({ call }) => call.at), ...item.program.files.flatMap(inFile)]
        .slice(0, 1)
        .map((at) => ({ service: item.unit.name, at })),
    )
    .sort((a, b) => compareText(a.service, b.service) || compareLocations(a.at, b.at));
}

const PATH = /(?:^|[/_-])(?:health(?:z|-?check)?|healthy|livez?|liveness|readyz?|readiness|alive|ping|heartbeat|actuator)$/i;
const CLASS = /^(?:Health|Liveness|Readiness)(?:z|[A-Z]|$)/;

/** The first is enough. */
export function healthSign({ calls, classes }: ModuleFacts): Position | undefined {
  const call = calls.find(({ args, jsx }) => jsx === undefined && isHealthPath(args[0]));
  const found = call ?? classes.find(({ name }) => CLASS.test(name));
  return found && { line: found.line, column: found.column };
}

/** A path of the service itself, not the address of another one. */
function isHealthPath(value: Value | undefined): boolean {
  return value?.k === 'lit' && typeof value.v === 'string' && !value.v.includes('://') && /^[\w/:-]+$/.test(value.v) && PATH.test(value.v);
}
