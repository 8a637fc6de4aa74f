import type { Library, LimitRow, Row, ValueRow } from '../analysis/libraries/define-library.js';
import { placeText } from '../model/location.js';
import type { Signal } from '../model/signal.js';
import { pluginCrash, wrongAnswer } from './crash.js';

/** A library of a plugin: what its rows throw ends the run and names them. */
export function pluginLibrary(plugin: string, library: Library): Library {
  const part = `its library ${library.package}`;
  const { calls, values, limits, classes } = library;
  return {
    ...library,
    ...(calls && { calls: mapped(calls, (row) => meaning(row)) }),
    ...(values && { values: mapped(values, (row) => value(row)) }),
    ...(limits && { limits: mapped(limits, (row) => limit(row)) }),
    ...(classes && {
      classes: (cls, program) => guarded({ service: program.unit, at: placeText(cls.at) }, () => [...classes(cls, program)].map(known)),
    }),
  };

  function meaning(row: Row): Row {
    return (call, program) => guarded({ service: program.unit, at: placeText(call.at) }, () => signalsOf(row(call, program)));
  }

  function limit(row: LimitRow): LimitRow {
    return (call, program) => guarded({ service: program.unit, at: placeText(call.at) }, () => row(call, program));
  }

  function value(row: ValueRow): ValueRow {
    return (call) => guarded({ service: call.unit }, () => row(call));
  }

  function guarded<T>(where: { readonly service: string; readonly at?: string }, run: () => T): T {
    try {
      return run();
    } catch (error) {
      throw pluginCrash({ plugin, part, ...where }, error);
    }
  }

  function signalsOf(found: ReturnType<Row>): Signal[] {
    if (found === undefined) return [];
    return ('kind' in found ? [found] : [...found]).map(known);
  }

  function known(signal: Signal): Signal {
    if (KINDS.has(signal.kind)) return signal;
    throw wrongAnswer({ plugin, part }, `there is no signal of the kind "${signal.kind}"`);
  }
}

function mapped<T>(table: Readonly<Record<string, T>>, change: (row: T) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(table).map(([path, row]) => [path, change(row)]));
}

/** Every kind that there is; the compiler says when one is missing. */
const SIGNALS: Readonly<Record<Signal['kind'], true>> = {
  route: true,
  'unread-route': true,
  mount: true,
  'global-prefix': true,
  namespace: true,
  listen: true,
  request: true,
  proxy: true,
  'message-client': true,
  'message-server': true,
  'message-send': true,
  'message-handler': true,
  'grpc-call': true,
  'grpc-handler': true,
  'remote-method': true,
  publish: true,
  subscribe: true,
  bind: true,
  function: true,
  trigger: true,
  invoke: true,
  open: true,
  access: true,
  entity: true,
  'graphql-field': true,
  'graphql-schema': true,
  limit: true,
  breaker: true,
  retry: true,
  check: true,
  secret: true,
  choice: true,
  frontend: true,
  health: true,
  'external-saas': true,
  'cache-look': true,
};
const KINDS: ReadonlySet<string> = new Set(Object.keys(SIGNALS));
