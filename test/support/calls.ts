import { libraries } from '../../src/analysis/libraries/index.js';
import { libraryTables } from '../../src/analysis/libraries/tables.js';
import type { ExternalCall, Program } from '../../src/model/program.js';
import { callResult, external, pathOf, propertyOf, show, type Residual } from '../../src/model/residual.js';
import type { Signal } from '../../src/model/signal.js';
import { programOf, type Sources } from './program.js';

export const TABLES = libraryTables(libraries);

/** A call of `callee` made by hand: `callOf(at('axios.create()', …), [lit('/x')])`. */
export function callOf(callee: Residual, args: readonly Residual[] = []): ExternalCall {
  const site = 'app/a.ts:1:1';
  return {
    id: 0,
    path: pathOf(callee) ?? '',
    callee,
    args,
    isNew: false,
    at: { file: 'app/a.ts', line: 1, column: 1 },
    site,
    frame: 0,
    loops: [],
    guarded: false,
    callbacks: [],
    typeArgs: [],
    result: callResult(callee, args, { site, isNew: false }),
  };
}

/** `member(made, 'get')` of what a call made; `make('axios.create', [config])`. */
export function make(path: string, args: readonly Residual[] = []): Residual {
  return callResult(external(path), args, { site: `made:${path}`, isNew: false });
}

export function member(of: Residual, ...names: readonly string[]): Residual {
  return names.reduce(propertyOf, of);
}

export function programWith(...calls: readonly ExternalCall[]): Program {
  return {
    unit: 'app',
    calls,
    frames: [],
    entries: [],
    classes: [],
    files: [],
    generated: [],
    unloaded: [],
    coverage: { widened: 0, dropped: 0, unresolvedImports: [] },
  };
}

/** Code of one unit → what its calls mean, one line a signal, in order of the text. */
export function meanings(
  code: string | Sources['files'],
  wanted?: readonly Signal['kind'][],
  dependencies: Readonly<Record<string, string>> = {},
): string[] {
  const files = typeof code === 'string' ? { 'app/a.ts': code } : code;
  const program = programOf({ files, dependencies }, TABLES);
  const signals = TABLES.recognise(program);
  return [...new Set(signals.filter((s) => wanted?.includes(s.kind) ?? true).map((signal) => withNames(lineOf(signal), program)))].sort();
}

/** `request GET http://x + /y`, `publish kafka orders @ localhost:9092`. */
export function lineOf(signal: Signal): string {
  switch (signal.kind) {
    case 'route':
      return `route ${signal.protocol === 'graphql' ? 'graphql ' : ''}${signal.method} ${show(signal.path)}`;
    case 'mount':
      return `mount ${signal.prefix ? show(signal.prefix) : ''} ${show(signal.child)} on ${show(signal.parent)}`;
    case 'unread-route':
      return `unread route at ${signal.call.site}`;
    case 'global-prefix':
      return `global-prefix ${show(signal.prefix)}`;
    case 'listen':
      return `listen ${signal.port ? show(signal.port) : '?'}`;
    case 'request': {
      const base = signal.base ? `${show(signal.base)} ${signal.join === 'resolve' ? '~' : '+'} ` : '';
      return `request ${signal.protocol === 'graphql' ? 'graphql ' : ''}${signal.method ? show(signal.method) : '?'} ${base}${show(signal.url)}`;
    }
    case 'proxy':
      return `proxy ${signal.prefix ? `${show(signal.prefix)} ` : ''}to ${show(signal.target)}`;
    case 'message-client':
      return `client ${signal.token ? show(signal.token) : '?'} ${configText(signal.config)}`;
    case 'message-server':
      return `server ${configText(signal.config)}`;
    case 'message-send':
      return `send ${signal.style} ${patternText(signal.pattern)} by ${clientText(signal.client)}`;
    case 'message-handler':
      return `handler ${signal.style} ${patternText(signal.pattern)}`;
    case 'grpc-call':
      return `grpc ${show(signal.service)}/${signal.method}${signal.address ? ` @ ${show(signal.address)}` : ''}${signal.client ? ` by ${clientText(signal.client)}` : ''}`;
    case 'grpc-handler':
      return `grpc-handler ${show(signal.service)} ${signal.methods?.join(',') ?? '*'}`;
    case 'publish':
    case 'subscribe': {
      const exchange = signal.exchange ? `${show(signal.exchange)}/` : '';
      const reply = signal.kind === 'publish' && signal.reply ? ' and waits' : '';
      return `${signal.kind} ${signal.broker} ${exchange}${listText(signal.topic)}${signal.address ? ` @ ${listText(signal.address)}` : ''}${reply}`;
    }
    case 'bind':
      return `bind ${show(signal.queue)} to ${show(signal.exchange)} by ${show(signal.pattern)}`;
    case 'open':
      return openText(signal);
    case 'access':
      return `access ${signal.access}${signal.role ? ` ${signal.role}` : ''} ${signal.table ? tableText(signal.table) : signal.sql ? show(signal.sql) : ''}`.trimEnd();
    case 'entity':
      return `entity ${signal.name} ${signal.table ? show(signal.table) : ''}`.trimEnd();
    case 'graphql-field':
      return `field ${signal.type}.${signal.name}${signal.of ? `: ${signal.of}${signal.isList ? '[]' : ''}` : ''}${signal.frame === undefined ? '' : ' resolved'}`;
    case 'graphql-schema':
      return `schema ${show(signal.text)}`;
    default:
      return signal.kind;
  }
}

function listText(r: Residual): string {
  return r.k === 'array' ? r.items.map((item) => show(item)).join('|') : show(r);
}

function patternText(r: Residual): string {
  return r.k === 'object' ? `{${[...r.props].map(([name, value]) => `${name}:${show(value)}`).join()}}` : show(r);
}

function configText(r: Residual): string {
  return r.k === 'object'
    ? [...r.props]
        .filter(([name]) => name !== 'name')
        .map(([name, value]) => `${name}=${value.k === 'object' ? `(${configText(value)})` : listText(value)}`)
        .join(' ')
    : show(r);
}

/** A token, or the configuration of a client made in place. */
function clientText(r: Residual): string {
  if (r.k !== 'call') return show(r);
  const token = r.injected?.decoratorArgs?.[0];
  return token ? show(token) : r.args[0] ? configText(r.args[0]) : show(r);
}

/** `open postgres db:5432/shop`, `open redis cache ${URL}`. */
function openText({ engine, role, url, host, port, database, schema }: Extract<Signal, { kind: 'open' }>): string {
  const address = [url, host].flatMap((r) => (r ? [show(r)] : [])).join(' ');
  const parts = [port && `:${show(port)}`, database && `/${show(database)}`, schema && `?${show(schema)}`].filter(
    (part) => part !== undefined,
  );
  return [`open ${typeof engine === 'string' ? engine : show(engine)}`, ...(role ? [role] : []), `${address}${parts.join('')}`]
    .join(' ')
    .trimEnd();
}

function tableText(table: Residual): string {
  return table.k === 'class' ? `class ${table.module}#${String(table.at)}` : show(table);
}

/** Classes by their names. */
function withNames(line: string, { classes }: Program): string {
  return line.replace(
    /class (\S+)#(\d+)/,
    (text, file, at) => classes.find(({ cls }) => cls.module === file && String(cls.at) === at)?.name ?? text,
  );
}
