import { compareLocations } from '../../../model/location.js';
import type { Retried } from '../../../model/practice.js';
import type { ExternalCall } from '../../../model/program.js';
import type { LoopContext } from '../../../model/program.js';
import { external, type Residual } from '../../../model/residual.js';
import { framesFrom } from '../frames.js';
import { signalsOf, type LinkedUnit } from '../input.js';

/** What a unit says of its calls: whether they are made again when they fail. */
export function retriesOf(item: LinkedUnit): (call: ExternalCall) => Retried | undefined {
  const signals = signalsOf(item, 'retry');
  const sites = new Map(signals.flatMap((one) => (one.sites ?? []).map((site) => [site, told(one)] as const)));
  const clients = new Map(signals.flatMap((one) => (one.client === undefined ? [] : [[one.client.hash, told(one)] as const])));
  const frames = framesAgain(item);
  const ofClient = (of: Residual | undefined): Retried | undefined => of && clients.get(of.hash);
  return ({ site, callee, loops, frame }) =>
    sites.get(site) ?? ofClient(callee) ?? ofClient(ownerOf(callee)) ?? repeatedIn(loops) ?? frames.get(frame);
}

/** `client` of `client.get`, be it made here or the one that a package gives to all. */
function ownerOf(callee: Residual): Residual | undefined {
  if (callee.k === 'prop') return callee.of;
  return callee.k === 'external' ? external(callee.path.replace(/\.[^.]*$/, '')) : undefined;
}

function told({ pause, isSafe, call }: { readonly call: ExternalCall } & Pick<Retried, 'pause' | 'isSafe'>): Retried {
  return { pause, at: call.at, ...(isSafe && { isSafe }) };
}

function repeatedIn(loops: readonly LoopContext[]): Retried | undefined {
  const loop = loops.findLast(({ attempts }) => attempts !== undefined);
  return loop?.attempts === undefined ? undefined : { pause: loop.attempts, at: loop.at };
}

/** Frames that are walked again: what a retrying library is given, and what a loop of attempts calls. */
function framesAgain(item: LinkedUnit): ReadonlyMap<number, Retried> {
  const { program } = item;
  const again = new Map<number, Retried>();
  const note = (from: readonly number[], retried: Retried): void => {
    for (const frame of framesFrom(program, from)) if (!again.has(frame)) again.set(frame, retried);
  };
  for (const { callsTo } of program.frames) {
    for (const { frame, loops } of callsTo) {
      const retried = repeatedIn(loops);
      if (retried !== undefined) note([frame], retried);
    }
  }
  for (const signal of signalsOf(item, 'retry')) {
    if (signal.client !== undefined || signal.sites !== undefined) continue;
    const { frame, at, callbacks } = signal.call;
    const called = (program.frames[frame]?.callsTo ?? []).filter((to) => compareLocations(to.at, at) === 0).map((to) => to.frame);
    note([...callbacks.map((one) => one.frame), ...called], told(signal));
  }
  return again;
}
