import type { Operation } from '../../../model/system.js';
import { operationsIn } from '../context.js';
import { signalsOf, type LinkedUnit } from '../input.js';
import type { Place } from '../places.js';
import { addressOf, type Address } from '../values/address.js';
import { textsOf } from '../values/env.js';
import { known } from '../values/text.js';
import { urlsOf } from '../values/urls.js';
import type { RequestContext as Context } from './asked-in.js';
import { fits, isParticular, isRecognised, type Asked } from './match.js';

/**
 * The one unit of the system that offers an operation, which may be who asks; undefined where none or several do. A gateway that answers the
 * same path hands it on.
 */
export function offeredBy(context: Context, asked: Asked, asker?: string): string | undefined {
  if (!isParticular(asked.path)) return undefined;
  const handsOn = asker !== undefined && context.kinds.get(asker) === 'gateway';
  const answering = context.directory.units.filter(({ name }) => !(handsOn && name === asker));
  const offering = answering.filter(({ name }) =>
    operationsIn(context, name, 'http').some(
      (operation) =>
        !operation.technical &&
        !isForwarding(context, name, operation) &&
        isRecognised(asked.path, operation.path ?? '') &&
        fits(asked, operation),
    ),
  );
  const [only, ...others] = offering.filter(({ name }) => !offering.some((other) => isLeftOver(name, other.name)));
  return others.length > 0 ? undefined : only?.name;
}

/** What a gateway takes by any method is another's: by its path alone, that other is meant. */
function isForwarding({ kinds }: Context, name: string, { method }: Pick<Operation, 'method'>): boolean {
  return method === 'ALL' && kinds.get(name) === 'gateway';
}

/** `orders-legacy` beside `orders`. */
function isLeftOver(name: string, other: string): boolean {
  return new RegExp(`^${other}[-_.](?:legacy|old|deprecated|backup)$`, 'i').test(name);
}

interface Behind {
  readonly linked: LinkedUnit;
  readonly place: Place;
  readonly asked: Asked;
  readonly address: Address;
}

/**
 * Whom a page may mean behind a proxy that cuts `/api` off. What stands behind the prefix of one variable is one service: where requests to
 * it would lead to several, that is the one to which most of them do.
 */
export function behindPrefix(context: Context, { linked, place, asked, address }: Behind): string | undefined {
  const cut = withoutPrefix(asked);
  if (cut === undefined || context.kinds.get(place.unit.name) !== 'frontend') return undefined;
  const name = offeredBy(context, cut);
  const variable = variableOf(address);
  if (name === undefined || variable === undefined) return name;
  const votes = votesFor(context, { linked, place, variable });
  return [...votes].every(([other, count]) => other === name || count < (votes.get(name) ?? 0)) ? name : undefined;
}

function withoutPrefix({ method, path }: Asked): Asked | undefined {
  const cut = path.replace(/^\/api(?:\/v\d+)?(?=\/)/, '');
  return cut === path ? undefined : { method, path: cut };
}

function variableOf({ text }: Address): string | undefined {
  return text.uses[0]?.name;
}

/** How many requests by way of the same variable lead to whom. */
function votesFor(
  context: Context,
  { linked, place, variable }: Omit<Behind, 'asked' | 'address'> & { variable: string },
): Map<string, number> {
  const votes = new Map<string, number>();
  for (const signal of signalsOf(linked, 'request')) {
    const [method] = signal.method === undefined ? [] : textsOf(signal.method, place).map((text) => known(text)?.toUpperCase());
    for (const address of urlsOf(signal, place).map(addressOf)) {
      const cut = variableOf(address) === variable ? withoutPrefix({ method, path: address.path }) : undefined;
      const name = cut && offeredBy(context, cut);
      if (name !== undefined) votes.set(name, (votes.get(name) ?? 0) + 1);
    }
  }
  return votes;
}
