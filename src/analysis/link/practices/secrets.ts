import { compareLocations, compareText } from '../../../model/location.js';
import type { WrittenSecret } from '../../../model/practice.js';
import type { ExternalCall } from '../../../model/program.js';
import type { Residual } from '../../../model/residual.js';
import type { Context } from '../context.js';
import { signalsOf, type LinkedUnit, type LinkInput } from '../input.js';
import { defaultTexts } from '../values/defaults.js';
import { fieldOf } from '../values/fields.js';

/** Keys and passwords that stand in the code. The text itself is kept nowhere. */
export function secretsOf({ linked }: Pick<Context, 'linked'>, digests: LinkInput['digests']): WrittenSecret[] {
  // A configuration that services share is no file of any of them.
  let defaults: ReadonlySet<string> | undefined;
  const all = linked.flatMap((item) => {
    const found = given(item).flatMap(({ value, what, call }) => {
      const text = value?.k === 'lit' && typeof value.v === 'string' ? secretIn(value.v) : undefined;
      return text === undefined ? [] : [{ service: item.unit.name, at: call.at, what, text }];
    });
    if (found.length === 0) return [];
    const known = (defaults ??= defaultTexts(digests.values()));
    return found.filter(({ text }) => !known.has(text)).map(({ text: _, ...one }) => one);
  });
  const places = new Map(all.map((one) => [JSON.stringify([one.service, one.at]), one]));
  return [...places.values()].sort((a, b) => compareText(a.service, b.service) || compareLocations(a.at, b.at));
}

interface Given {
  readonly value: Residual | undefined;
  readonly what: string;
  readonly call: ExternalCall;
}

function given(item: LinkedUnit): Given[] {
  return [
    ...signalsOf(item, 'secret'),
    ...signalsOf(item, 'open').flatMap(({ call, url }) => [
      { call, what: 'the password of its database', value: url?.k === 'lit' ? passwordIn(url) : undefined },
      ...call.args.map((value) => ({ call, what: 'the password of its database', value: fieldOf(value, 'password') })),
    ]),
  ];
}

/** `mongodb://user:password@host`. */
function passwordIn(url: Residual): Residual | undefined {
  const text = url.k === 'lit' ? String(url.v) : '';
  return /:\/\/[^/:@]*:[^/@]+@/.test(text) ? url : undefined;
}

/** What nobody could mean as one: nothing, a sample, the name of a variable. */
function secretIn(text: string): string | undefined {
  return text.length < 3 || /^(?:\$\{|<|your[-_ ]|test$|dummy|example|changeme)/i.test(text) ? undefined : text;
}
