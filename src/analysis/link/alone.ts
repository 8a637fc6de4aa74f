import type { Discovery } from '../../model/deployment.js';
import type { Location } from '../../model/location.js';
import type { Effects, Found, LivenessCheck, PlaintextAddress, Practised, RouteInput, WrittenAddress } from '../../model/practice.js';
import type { TableDefinition } from '../../model/system.js';
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
}

/** Of each unit, by name. */
export type AloneByUnit = ReadonlyMap<string, Alone>;

type Given = Pick<Discovery, 'units' | 'profiles' | 'packages' | 'triggers'>;

const foundOut: Recalled = (_item, _given, compute) => compute();

export function aloneIn(context: Context, input: LinkInput): AloneByUnit {
  const { recalled = foundOut, discovery } = input;
  const { units, profiles, packages, triggers } = discovery;
  const given: Given = { units, profiles, packages, ...(triggers && { triggers }) };
  const text = JSON.stringify([given, input.schemas, context.ports]);
  return new Map(
    context.linked.map((item) => [item.unit.name, recalled(item, text, () => aloneOf({ ...context, linked: [item] }, input, given, item))]),
  );
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
  };
}
