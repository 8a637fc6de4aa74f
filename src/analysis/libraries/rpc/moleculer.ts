import type { ExternalCall, Program } from '../../../model/program.js';
import { lit, template, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { open, publish } from '../rows.js';
import { arg, isText, listOf, option, text, written } from '../select.js';

const BROKERS = ['ServiceBroker()', 'Service().broker', 'Context()', 'Context().broker'].map((path) => `moleculer.${path}`).join();
/** What stands in for the name of an action that a gateway finds out by itself. */
const ALIASED = lit('actions with a route of their own');
const OWN_ROUTES = '.* with a route of its own';

/** `mcall([{ action }])`, `mcall({ users: { action } })`. */
function* several(call: ExternalCall): Generator<Signal> {
  const [asked] = call.args;
  const calls = asked?.k === 'object' ? [...asked.props.values()] : listOf(asked);
  for (const topic of calls.flatMap((one) => option(one, 'action') ?? [])) yield asks(call, topic);
}

function asks(call: ExternalCall, topic: Residual): Signal {
  return { kind: 'publish', broker: 'moleculer', topic, reply: true, call };
}

/** The schema of a service: its actions are asked by name, its events are heard by name. */
function* service(call: ExternalCall, program: Program): Generator<Signal> {
  const [schema] = call.args;
  const name = fullName(schema);
  if (!name) return;
  const actions = entriesOf(option(schema, 'actions')).filter(([, action]) => text(action) === undefined);
  for (const [key, action] of actions) {
    const own = option(action, 'name') ?? lit(key);
    yield { kind: 'subscribe', broker: 'moleculer', topic: template([name, lit('.'), own]), reply: true, call: at(call, action, program) };
  }
  if (actions.some(([, action]) => option(action, 'rest')))
    for (const topic of [ALIASED, template([name, lit(OWN_ROUTES)])])
      yield { kind: 'subscribe', broker: 'moleculer', topic, reply: true, call };
  // What a mixin or an adapter adds is not written here; the name of the service is a part of theirs.
  if (listOf(option(schema, 'mixins')).length > 0 || option(schema, 'adapter'))
    yield { kind: 'subscribe', broker: 'moleculer', topic: template([name, lit('.**')]), reply: true, call };
  for (const [event, handler] of entriesOf(option(schema, 'events')))
    yield { kind: 'subscribe', broker: 'moleculer-events', topic: lit(event), call: at(call, handler, program) };
  yield* gateway(call, option(schema, 'settings'));
  yield* stored(call, schema);
}

/** `v2.posts`, unless the settings say that the version is no part of the name. */
function fullName(schema: Residual | undefined): Residual | undefined {
  const [name, version] = [option(schema, 'name'), written(schema, 'version')];
  if (!isText(name)) return undefined;
  const isPlain = version?.k !== 'lit' || version.v === null || written(written(schema, 'settings'), '$noVersionPrefix')?.k === 'lit';
  return isPlain ? name : template([lit(typeof version.v === 'number' ? `v${String(version.v)}.` : `${String(version.v)}.`), name]);
}

function entriesOf(of: Residual | undefined): readonly (readonly [string, Residual])[] {
  return listOf(of).flatMap((one) => (one.k === 'object' ? [...one.props] : []));
}

/** The call, as if it had registered this one handler: a function, or an object with one. */
function at(call: ExternalCall, handler: Residual, { frames }: Program): ExternalCall {
  const fn = handler.k === 'fn' ? handler : written(handler, 'handler');
  const frame = fn?.k === 'fn' ? frames.find((one) => one.at.file === fn.module && one.fn === fn.at) : undefined;
  return frame ? { ...call, at: frame.at, callbacks: [{ arg: 0, frame: frame.id }] } : call;
}

const REST = ['list', 'get', 'create', 'update', 'patch', 'remove'];

/** `routes: [{ path: '/api', aliases: { 'GET users': 'users.list', 'REST posts': 'posts' } }]` of a gateway. */
function* gateway(call: ExternalCall, settings: Residual | undefined): Generator<Signal> {
  const port = option(settings, 'port');
  if (port) yield { kind: 'listen', port, call };
  for (const route of listOf(option(settings, 'routes'))) {
    const prefix = text(option(route, 'path')) ?? '';
    if (written(route, 'autoAliases')?.k === 'lit') for (const topic of letThrough(route)) yield asks(call, topic);
    for (const [alias, target] of entriesOf(option(route, 'aliases'))) {
      const [, method = 'ALL', path = ''] = /^(?:([A-Z]+)\s+)?(.*)$/.exec(alias) ?? [];
      const action = [target, option(target, 'action'), ...listOf(target)].map((one) => text(one)).find((name) => name !== undefined);
      if (action === undefined) continue;
      for (const name of method === 'REST' ? REST.map((verb) => `${action}.${verb}`) : [action]) yield asks(call, lit(name));
      yield { kind: 'route', method: method === 'REST' ? 'ALL' : method, path: lit(joined(prefix, path)), protocol: 'http', call };
    }
  }
}

/** `whitelist: ['auth.login', 'users.*']`: of all that have routes, only these. */
function letThrough(route: Residual): Residual[] {
  const names = listOf(option(route, 'whitelist')).map((one) => text(one));
  const known = names.flatMap((name) => (name !== undefined && /^[\w-]/.test(name) ? lit(name.replace(/\.\*{1,2}$/, OWN_ROUTES)) : []));
  return known.length === 0 || known.length < names.length ? [ALIASED] : known;
}

function joined(...parts: readonly string[]): string {
  return `/${parts.flatMap((part) => part.split('/')).filter(Boolean).join('/')}`; // prettier-ignore
}

/** A service with an adapter keeps its own collection. */
function* stored(call: ExternalCall, schema: Residual | undefined): Generator<Signal> {
  const store = option(schema, 'adapter');
  const table = option(schema, 'collection') ?? option(schema, 'model');
  if (store?.k === 'call') yield { kind: 'access', engine: undefined, access: 'write', store, ...(isText(table) && { table }), call };
}

/** `new ServiceBroker({ namespace: 'shop' })`, or the options in a file of their own. */
function* namespace(call: ExternalCall): Generator<Signal> {
  const name = option(call.args[0], 'namespace');
  if (name) for (const broker of ['moleculer', 'moleculer-events'] as const) yield { kind: 'namespace', broker, name, call };
}

const asked: Row = publish('moleculer', { topic: arg(0), reply: true });
const told: Row = publish('moleculer-events', { topic: arg(0) });
const handlers = {
  args: 'all' as const,
  when: 'registered' as const,
  entry: 'rpc' as const,
  params: ['moleculer.Context()'],
  self: 'moleculer.Service()',
};
const SCHEMAS = ['moleculer.ServiceBroker().createService', 'moleculer.Service().parseServiceSchema'];

export const moleculer = defineLibrary({
  package: 'moleculer',
  types: {
    'moleculer.ServiceBroker': 'moleculer.ServiceBroker()',
    'moleculer.Context': 'moleculer.Context()',
    'moleculer.Service': 'moleculer.Service()',
  },
  calls: {
    'moleculer.ServiceBroker': namespace,
    [`{${BROKERS}}.call`]: asked,
    [`{${BROKERS}}.mcall`]: several,
    [`{${BROKERS}}.{emit,broadcast}`]: told,
    ...Object.fromEntries(SCHEMAS.map((path) => [path, service])),
    'moleculer-db-adapter-{mongo,mongoose}': open('mongodb', { url: arg(0) }),
    'moleculer-db-adapter-sequelize': open((call) => arg(3, 'dialect')(call) ?? arg(0, 'dialect')(call), { url: arg(0) }),
  },
  callbacks: Object.fromEntries(SCHEMAS.map((path) => [path, handlers])),
  conventions: [
    { files: /\.service\.[cm]?[jt]s$/, dependency: 'moleculer', call: 'moleculer.ServiceBroker().createService' },
    { files: /(?:^|\/)moleculer\.config\.[cm]?[jt]s$/, dependency: 'moleculer', call: 'moleculer.ServiceBroker' },
  ],
});
