import type { Discovery } from '../../model/deployment.js';
import type { Location } from '../../model/location.js';
import type { Effects, Found, LivenessCheck, PlaintextAddress, Practised, RouteInput, WrittenAddress } from '../../model/practice.js';
import type { TableDefinition } from '../../model/system.js';
import { once } from '../../shared/once.js';
import { calledBy, type Called } from './called.js';
import type { Context } from './context.js';
import { effectsOf } from './flows/effects.js';
import { signalsOf, type LinkedUnit, type LinkInput, type Recalled } from './input.js';
import { addressesOf } from './practices/addresses.js';
import { healthChecksOf } from './practices/health.js';
import { uncheckedInputs } from './practices/inputs.js';
import { livenessChecksOf } from './practices/liveness.js';
import { plaintextOf } from './practices/plaintext.js';
import { practisedOf } from './practices/practised.js';
import { unscopedRoutes } from './practices/unscoped.js';
import { definitionsOf } from './services/definitions.js';
import { codeVisits, type Visit } from './stores/visits.js';

/**
 * What a unit tells by itself, once it is known who answers at which host: most of what its values are looked at for. It is plain
 * JSON, and kept from run to run, so that values of a unit that has not changed need not be taken apart.
 */
export interface Alone {
  /** Calls that may lead to other units. */
  readonly called: readonly Called[];
  readonly visits: readonly Visit[];
  readonly effects: readonly Effects[];
  readonly practised: readonly Practised[];
  readonly healthChecks: readonly Found[];
  readonly addresses: readonly WrittenAddress[];
  readonly uncheckedInputs: readonly RouteInput[];
  readonly unscopedRoutes: readonly RouteInput[];
  readonly livenessChecks: readonly LivenessCheck[];
  readonly plaintext: readonly PlaintextAddress[];
  /** Tables that its entities define. */
  readonly definitions: readonly TableDefinition[];
  /** Where it opens a store or reads or writes data. */
  readonly touches: readonly Location[];
  /** Where it writes into tables. */
  readonly writes: readonly Location[];
  /** Whose code it reaches. */
  readonly files: readonly string[];
}

type Given = Pick<Discovery, 'units' | 'profiles' | 'packages' | 'triggers'>;

/** What is found out of one unit, and kept from run to run. */
export interface Own {
  /** By the name of the unit. */
  readonly alone: ReadonlyMap<string, Alone>;
  /** What else is a function of the unit, of what it is told where, and of these texts; plain JSON. */
  readonly recalled: Recalled;
}

export function ownOf(context: Context, input: LinkInput): Own {
  const { units, profiles, packages, triggers } = input.discovery;
  const given: Given = { units, profiles, packages, ...(triggers && { triggers }) };
  const text = once(() => JSON.stringify([given, input.schemas, context.ports]));
  const { recalled: ofInput } = input;
  const recalled: Recalled = (item, { step, given: more }, compute) =>
    ofInput === undefined ? compute() : ofInput(item, { step, given: [text(), ...more] }, compute);
  const alone = context.linked.map((item) => {
    const own = { ...context, linked: [item] };
    return [item.unit.name, recalled(item, { step: 'alone', given: [] }, () => aloneOf(own, input, given, item))] as const;
  });
  return { alone: new Map(alone), recalled };
}

/** `context` and `input`: nothing of other units may be read from them, nor what `given` does not hold. */
function aloneOf(
  context: Pick<Context, 'linked' | 'places' | 'directory' | 'offered'>,
  { schemas, modules, digests }: Pick<LinkInput, 'schemas' | 'modules' | 'digests'>,
  discovery: Given,
  item: LinkedUnit,
): Alone {
  const practised = practisedOf(context.linked, digests);
  const accesses = signalsOf(item, 'access');
  return {
    called: calledBy(item, modules),
    visits: codeVisits(context, item, { schemas, discovery }),
    effects: effectsOf(context, { modules }),
    practised,
    healthChecks: healthChecksOf(context.linked, digests),
    addresses: addressesOf(context, digests),
    uncheckedInputs: uncheckedInputs(context, modules, practised),
    unscopedRoutes: unscopedRoutes(context, { modules, digests }),
    livenessChecks: livenessChecksOf(context, discovery),
    plaintext: plaintextOf(context),
    definitions: definitionsOf(context, item),
    touches: [...signalsOf(item, 'open'), ...accesses].map(({ call }) => call.at),
    writes: accesses.flatMap(({ access, table, call }) => (access === 'write' && table ? call.at : [])),
    files: [...new Set([...item.program.files, ...item.program.classes.map(({ at }) => at.file)])],
  };
}
