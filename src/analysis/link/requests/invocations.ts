import { placesIn, type Context } from '../context.js';
import { signalsOf, type SignalOf } from '../input.js';
import { loose, settled, type Meeting } from '../meeting.js';
import type { Offered } from '../operations/operations.js';
import type { Place } from '../places.js';
import { textsOf } from '../values/env.js';
import { shown, type Text } from '../values/text.js';

/** Functions that are called by their names, through the cloud, to the units that they are of. */
export function* invocations(context: Context): Generator<Meeting> {
  for (const linked of context.linked)
    for (const place of placesIn(context.places, linked.unit))
      for (const signal of signalsOf(linked, 'invoke'))
        for (const text of textsOf(signal.function, place)) yield invoked(context, { signal, place, text });
}

interface Invocation {
  readonly signal: SignalOf<'invoke'>;
  readonly place: Place;
  readonly text: Text;
}

function invoked({ functions, offered }: Context, { signal: { waits, isBinding, method, call }, place, text }: Invocation): Meeting {
  const units = [...new Set(functions.filter(({ name }) => isCalled(text, name)).map(({ unit }) => unit))];
  const [to] = units;
  if (isBinding && to === undefined) return settled(place, call);
  if (to === undefined || units.length > 1) return loose(place, call, { what: 'call', text: `invoke ${shown(text)}`, why: 'unresolved' });
  if (to === place.unit.name) return settled(place, call);
  // Lambda is asked over HTTP; what it is told to do later it answers at once.
  const how = waits === false ? ({ protocol: 'event', style: 'async' } as const) : ({ protocol: 'http', style: 'sync' } as const);
  const tier = text.pieces.length === 1 ? 'static' : 'inferred';
  const { profile } = place;
  const operation = method === undefined ? undefined : remoteMethod(offered.get(to) ?? [], method);
  return {
    kind: 'edge',
    from: place.unit.name,
    to,
    ...how,
    name: operation ?? `invoke ${shown(text)}`,
    ...(operation !== undefined && { operation }),
    tier,
    at: call.at,
    profile,
    call,
    uses: text.uses,
  };
}

/** The operation of this name, where only one class of the unit has such a method. */
function remoteMethod(offered: readonly Offered[], method: string): string | undefined {
  const [only, ...others] = offered.filter(({ operation: { name, protocol } }) => protocol === 'rpc' && name.endsWith(`.${method}`));
  return others.length > 0 ? undefined : only?.operation.name;
}

/** Stands for a part of a name that is not known. */
const HOLE = '\0';

/** The name itself, or the end of an ARN, maybe with a version behind it; the stage may be a part that nobody knows. */
function isCalled({ pieces }: Text, name: string): boolean {
  const asked = pieces.map((piece) => (typeof piece === 'string' ? piece : HOLE)).join('');
  const parts = name.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return /[a-z]{3}/i.test(asked) && new RegExp(`^(?:arn:.*:function:)?${parts.join('[^-:]+')}(?::[^:]+)?$`).test(asked);
}
