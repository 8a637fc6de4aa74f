import type { Discovery, Unit } from '../../model/deployment.js';
import type { Manifest } from '../../model/manifest.js';
import type { ModuleDigest } from '../../model/module-digest.js';
import type { Modules } from '../../model/module-graph.js';
import type { Program } from '../../model/program.js';
import type { Schemas } from '../../model/schema.js';
import type { Signal } from '../../model/signal.js';
import type { ResolvedImport } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';

/** What the steps before have found out, for all units. */
export interface LinkInput {
  readonly discovery: Discovery;
  readonly manifest: Manifest | undefined;
  /** Facts of the few files whose code is looked into. */
  readonly modules: Pick<Modules, 'get'>;
  /** What is asked of every file. */
  readonly digests: ReadonlyMap<string, ModuleDigest>;
  readonly schemas: Schemas;
  readonly units: readonly LinkedUnit[];
  readonly imports: readonly ResolvedImport[];
  readonly recalled?: Recalled;
}

/**
 * What a step came to for a unit in an earlier run, where neither the unit nor the files that it was resolved from nor what else is
 * `given` have changed; else what it comes to now, plain JSON.
 */
export type Recalled = <T>(item: LinkedUnit, of: RecalledStep, compute: () => T) => T;

export interface RecalledStep {
  readonly step: string;
  readonly given: readonly string[];
}

/** A unit whose source was read. */
export interface LinkedUnit {
  readonly unit: Unit;
  readonly program: Program;
  readonly signals: readonly Signal[];
  /** Those of one kind, where others need not be read for them. */
  readonly ofKind?: (kind: Signal['kind']) => readonly Signal[] | undefined;
}

type Having<S, K> = S extends { readonly kind: infer X } ? (K extends X ? S : never) : never;

/** Signals of one kind. */
export type SignalOf<K extends Signal['kind']> = Having<Signal, K>;

export function signalsOf<K extends Signal['kind']>(item: LinkedUnit, kind: K): readonly SignalOf<K>[] {
  const own = item.ofKind?.(kind);
  if (own) return own as readonly SignalOf<K>[];
  const { signals } = item;
  let known = byKind.get(signals);
  if (!known) byKind.set(signals, (known = groupBy(signals, (signal) => signal.kind)));
  return (known.get(kind) ?? []) as readonly SignalOf<K>[];
}

/** All steps ask for them. */
const byKind = new WeakMap<readonly Signal[], ReadonlyMap<string, readonly Signal[]>>();
