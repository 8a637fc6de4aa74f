import type { FunctionTrigger, TriggerEvent } from '../../../model/deployment.js';
import type { Entry, ExternalCall, Program } from '../../../model/program.js';
import { external, lit } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import type { LinkedUnit } from '../input.js';

/** Functions that a deployment file registers are routes and consumers like those that code registers. */
export function withTriggers(item: LinkedUnit, triggers: readonly FunctionTrigger[]): LinkedUnit {
  const own = triggers.filter(({ unit }) => unit === item.unit.name);
  if (own.length === 0) return item;
  const { program } = item;
  const made = own.map((trigger, index) => {
    const frame = frameOf(program, trigger);
    return { trigger, frame, call: callOf(trigger, program.calls.length + index, frame) };
  });
  const entries = made.flatMap(({ trigger, frame, call }): Entry[] =>
    frame === undefined ? [] : [{ kind: KINDS[trigger.event.kind], frame, via: call.id }],
  );
  const replaced = new Set(entries.map(({ frame }) => frame));
  return {
    unit: item.unit,
    program: {
      ...program,
      calls: [...program.calls, ...made.map(({ call }) => call)],
      entries: [...program.entries.filter(({ frame, kind }) => kind !== 'exported' || !replaced.has(frame)), ...entries],
    },
    signals: [...item.signals, ...made.flatMap(({ trigger, call }) => signalOf(trigger.event, call))],
  };
}

const KINDS: Readonly<Record<TriggerEvent['kind'], Entry['kind']>> = { http: 'route', message: 'consumer', schedule: 'schedule' };

function frameOf({ frames }: Program, { file, name }: FunctionTrigger): number | undefined {
  return frames.find((frame) => frame.at.file === file && frame.name === name)?.id;
}

function signalOf(event: TriggerEvent, call: ExternalCall): Signal[] {
  switch (event.kind) {
    case 'http':
      return [{ kind: 'route', method: event.method, path: lit(event.path), protocol: 'http', call }];
    case 'message':
      return [{ kind: 'subscribe', broker: event.broker, topic: lit(event.topic), call }];
    case 'schedule':
      return [];
  }
}

/** As if code had registered it, at the place in the deployment file. */
function callOf({ file, name, at }: FunctionTrigger, id: number, frame: number | undefined): ExternalCall {
  const callee = external('functions.register');
  return {
    id,
    path: 'functions.register',
    callee,
    args: [],
    isNew: false,
    at,
    site: `${file}#${name}:${String(id)}`,
    frame: frame ?? 0,
    loops: [],
    guarded: false,
    callbacks: frame === undefined ? [] : [{ arg: 0, frame }],
    typeArgs: [],
    result: callee,
  };
}
