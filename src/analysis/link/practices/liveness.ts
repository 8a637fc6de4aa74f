import type { Discovery } from '../../../model/deployment.js';
import { compareLocations, compareText } from '../../../model/location.js';
import type { LivenessCheck } from '../../../model/practice.js';
import type { ExternalCall } from '../../../model/program.js';
import type { Context } from '../context.js';
import { normalPath } from '../values/address.js';
import { beginningOf, nameOf } from '../flows/entries.js';
import { framesFrom } from '../frames.js';
import { signalsOf, type LinkedUnit } from '../input.js';

/** What the operations that tell whether a process is alive ask of others: a restart repairs none of them. */
export function livenessChecksOf(
  { linked, offered }: Pick<Context, 'linked' | 'offered'>,
  { profiles }: Pick<Discovery, 'profiles'>,
): LivenessCheck[] {
  const probed = new Map(
    linked.map(({ unit }) => [
      unit.name,
      profiles.flatMap(({ deployments }) =>
        deployments.flatMap(({ unit: of, running }) =>
          of === unit.name && running?.livenessPath !== undefined ? [normalPath(running.livenessPath)] : [],
        ),
      ),
    ]),
  );
  return linked
    .flatMap((item) => {
      const asked = asking(item);
      if (asked.size === 0) return [];
      const own = offered.get(item.unit.name) ?? [];
      return item.program.entries.flatMap((entry): LivenessCheck[] => {
        if (entry.kind !== 'route') return [];
        const [of, operation] = [beginningOf(item, entry), nameOf(item.program, entry, own)];
        const path = operation.split(' ')[1] ?? '';
        if (of === undefined || !(LIVENESS.test(path) || probed.get(item.unit.name)?.includes(path) === true)) return [];
        const [first] = [...framesFrom(item.program, [entry.frame])].flatMap((frame) => asked.get(frame) ?? []);
        return first === undefined ? [] : [{ service: item.unit.name, operation, of, ...first }];
      });
    })
    .sort((a, b) => compareText(a.service, b.service) || compareText(a.operation, b.operation) || compareLocations(a.at, b.at));
}

const LIVENESS = /(?:^|\/)(?:live|livez|liveness|alive)(?:[-_]?(?:check|probe))?$/i;

type Asked = Pick<LivenessCheck, 'dependency' | 'at'>;

/** Frames whose code asks another party, with the first that it asks. */
function asking(item: LinkedUnit): ReadonlyMap<number, Asked> {
  const found = new Map<number, Asked>();
  const note = (dependency: string, { frame, at, stated }: Pick<ExternalCall, 'frame' | 'at' | 'stated'>): void => {
    if (!found.has(frame)) found.set(frame, { dependency, at: stated ?? at });
  };
  for (const { of, call } of signalsOf(item, 'check')) note(of, call);
  for (const { engine, call } of signalsOf(item, 'access')) note(engine ?? 'the database', call);
  for (const { call } of [...signalsOf(item, 'request'), ...signalsOf(item, 'grpc-call'), ...signalsOf(item, 'message-send')])
    note('another service', call);
  return found;
}
