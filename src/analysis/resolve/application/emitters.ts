import { alternatives, type Closure, type Residual } from '../../../model/residual.js';
import type { Engine, FrameState } from '../engine.js';
import { functionsIn } from '../values/functions-in.js';

/** Emitters of events inside the process: who emits an event runs the functions that hear it, whichever of the two is seen first. */
export interface Emitters {
  /** Steps from calls that emit to what hears them, as far as this call adds some. */
  met(engine: Engine, call: EmitterCall): readonly Heard[];
}

interface EmitterCall extends Emission {
  readonly path: string;
  readonly callee: Residual;
}

interface Emission {
  readonly args: readonly Residual[];
  readonly frame: FrameState;
  readonly at: number;
}

interface Heard extends Pick<Emission, 'frame' | 'at'> {
  readonly to: FrameState | undefined;
}

interface Event {
  readonly emissions: Emission[];
  readonly handlers: Closure[];
}

/** Of one event these many are told apart. */
const MOST = 32;

export function emittersOfUnit(): Emitters {
  const events = new Map<string, Event>();

  function eventOf(key: string): Event {
    const known = events.get(key) ?? { emissions: [], handlers: [] };
    events.set(key, known);
    return known;
  }

  return {
    met(engine, { path, callee, args, frame, at }) {
      const row = engine.tables.emitterOf(path);
      if (row === undefined || callee.k !== 'prop' || args[0] === undefined) return [];
      return alternatives(args[0]).flatMap((name) => {
        if (name.k !== 'lit') return [];
        const event = eventOf(`${callee.of.hash}:${String(name.v)}`);
        if (row === 'emits') {
          const emission = { args: args.slice(1), frame, at };
          if (event.emissions.length < MOST) event.emissions.push(emission);
          return event.handlers.map((handler) => heard(engine, emission, handler));
        }
        const fresh = functionsIn(args[1], 0).filter(
          (fn) => event.handlers.length < MOST && !event.handlers.some(({ hash }) => hash === fn.hash),
        );
        event.handlers.push(...fresh);
        return fresh.flatMap((handler) => event.emissions.map((emission) => heard(engine, emission, handler)));
      });
    },
  };
}

function heard(engine: Engine, { args, frame, at }: Emission, handler: Closure): Heard {
  return { frame, at, to: engine.frameOf(handler, args, frame) };
}
