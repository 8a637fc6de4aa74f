import { compareLocations, compareText } from '../../../model/location.js';
import type { Position } from '../../../model/module-digest.js';
import type { CallFact, ModuleFacts } from '../../../model/module-facts.js';
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

const PATH =
  /(?:^|[/_-])(?:health(?:z|-?check)?(?:\/(?:status|check|db|full|details?))?|healthy|livez?|liveness|readyz?|readiness|alive|ping|heartbeat|actuator)$/i;
/** What is answered at a path of any name. */
const ANSWER = /\b(?:am|is|are|'m) (?:healthy|alive|up and running)\b/i;
const CLASS = /^(?:Health|Liveness|Readiness)(?:z|[A-Z]|$)/;

/** The first is enough. */
export function healthSign({ calls, classes }: ModuleFacts): Position | undefined {
  const call = calls.find((one) => one.jsx === undefined && (isHealthPath(one.args[0]) || saysItIsWell(one)));
  const found = call ?? classes.find(({ name }) => CLASS.test(name));
  return found && { line: found.line, column: found.column };
}

/** `res.json({ message: 'I am healthy' })`. */
function saysItIsWell({ callee, args: [said] }: CallFact): boolean {
  if (callee.k !== 'prop' || !/^(?:json|send|end)$/.test(callee.name) || said === undefined) return false;
  const texts = said.k === 'object' ? said.props.map(([, value]) => value) : [said];
  return texts.some((text) => text.k === 'lit' && typeof text.v === 'string' && ANSWER.test(text.v));
}

/** A path of the service itself, not the address of another one. */
function isHealthPath(value: Value | undefined): boolean {
  return value?.k === 'lit' && typeof value.v === 'string' && !value.v.includes('://') && /^[\w/:-]+$/.test(value.v) && PATH.test(value.v);
}
