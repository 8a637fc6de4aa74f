import type { ExternalCall } from '../../model/program.js';
import { lit, type Residual } from '../../model/residual.js';
import type {
  AccessSignal,
  Broker,
  BindSignal,
  OpenSignal,
  PublishSignal,
  RequestSignal,
  Signal,
  SubscribeSignal,
} from '../../model/signal.js';
import type { Row } from './define-library.js';
import { calleeName, isText, listOf, option, written, type Selector } from './select.js';

/** The same row for each path: `onEach(['express()', 'polka()'], 'use', mounts)`. */
export function onEach<T>(paths: readonly string[], suffix: string, row: T): Record<string, T> {
  return Object.fromEntries(paths.map((path) => [`${path}.${suffix}`, row]));
}

/** Where a request goes. `base` is joined as the library joins it; an absolute `url` wins over it. */
export interface RequestSelectors {
  /** Default: the callee's name, upper case. */
  readonly method?: Selector;
  readonly url: Selector;
  readonly base?: Selector;
  readonly join?: RequestSignal['join'];
  readonly protocol?: RequestSignal['protocol'];
}

export function httpRequest({ method, url, base, join = 'concat', protocol = 'http' }: RequestSelectors): Row {
  return (call) => {
    const to = url(call);
    const root = base?.(call);
    if (!to && !root) return undefined;
    const app = call.args.map((arg) => written(written(arg, 'headers'), 'dapr-app-id')).find((id) => id !== undefined);
    return {
      kind: 'request',
      protocol,
      method: method ? method(call) : verb(call),
      url: to ?? lit(''),
      ...(root && { base: root, join }),
      ...(app && { app }),
      call,
    };
  };
}

/** `get`, `postForm`, `del` as methods of HTTP; what is no verb tells nothing. */
export function verb(call: Pick<ExternalCall, 'path'>): Residual | undefined {
  const name = calleeName(call).replace(/Form$/, '').replace(/^del$/, 'delete').toUpperCase();
  return VERBS.has(name) ? lit(name) : undefined;
}

const VERBS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'SEARCH']);

export function listen(port: Selector): Row {
  return (call) => ({ kind: 'listen', port: port(call), call });
}

/** One route for each path and method that is written down. */
export function* routes({
  methods,
  paths,
  router,
  call,
}: {
  methods: readonly string[];
  paths: Residual | undefined;
  router?: Residual;
  call: ExternalCall;
}): Generator<Signal> {
  const known = listOf(paths).filter(isText);
  if (known.length === 0 && (paths?.k === 'unknown' || paths?.k === 'prop' || paths?.k === 'element')) yield unreadRoute(call);
  for (const path of known) {
    for (const method of methods)
      yield { kind: 'route', method: methodName(method), path, ...(router && { router }), protocol: 'http', call };
  }
}

/** `app[verb](path, handler)` with a verb that nobody knows. */
export function unreadRoute(call: ExternalCall): Signal {
  return { kind: 'unread-route', call };
}

function methodName(name: string): string {
  const upper = name.toUpperCase();
  return upper === 'DEL' ? 'DELETE' : upper === '*' || upper === 'ANY' ? 'ALL' : upper;
}

export function proxy(call: ExternalCall, target: Residual, prefix?: Residual): Signal {
  return { kind: 'proxy', target, ...(prefix && { prefix }), call };
}

interface TopicSelectors {
  readonly topic: Selector;
  readonly exchange?: Selector;
  /** Broker's URL or host. */
  readonly address?: Selector;
}

interface Publishing extends TopicSelectors {
  readonly reply?: boolean;
  readonly content?: Selector;
}

/** A list of topics stays a list; a topic that nobody can know stays unknown, and is shown as a loose end. */
export function publish(broker: Broker, { topic, exchange, address, reply, content }: Publishing): Row {
  return (call): PublishSignal | undefined => {
    const [name, said] = [topic(call), content?.(call)];
    if (name === undefined) return undefined;
    const more = { ...(reply && { reply }), ...(said && { content: said }), ...where(call, { exchange, address }) };
    return { kind: 'publish', broker, topic: name, ...more, call };
  };
}

export function subscribe(broker: Broker, { topic, exchange, address }: TopicSelectors): Row {
  return (call): SubscribeSignal | undefined => {
    const name = topic(call);
    return name && name.k !== 'fn' ? { kind: 'subscribe', broker, topic: name, ...where(call, { exchange, address }), call } : undefined;
  };
}

function where(
  call: ExternalCall,
  { exchange, address }: { exchange: Selector | undefined; address: Selector | undefined },
): Pick<PublishSignal, 'exchange' | 'address'> {
  const through = exchange?.(call);
  const given = address?.(call);
  const at = given?.k === 'array' ? given.items[0] : given;
  return { ...(through && { exchange: through }), ...(at && { address: at }) };
}

export function bind(call: ExternalCall, { queue, exchange, pattern }: Pick<BindSignal, 'queue' | 'exchange' | 'pattern'>): BindSignal {
  return { kind: 'bind', queue, exchange, pattern, call };
}

type OpenParts = Partial<Record<'url' | 'host' | 'port' | 'database' | 'schema', Selector>>;

/** A connection: only the parts that the call tells. */
export function open(engine: string | Selector, parts: OpenParts, role?: OpenSignal['role']): Row {
  return (call) => {
    const found = Object.entries(parts).flatMap(([name, selector]) => {
      const value = selector(call);
      return value ? [[name, value] as const] : [];
    });
    return {
      kind: 'open',
      engine: typeof engine === 'string' ? engine : (engine(call) ?? 'unknown'),
      ...Object.fromEntries(found),
      ...(role && { role }),
      call,
    };
  };
}

type AccessParts = Partial<Record<'table' | 'sql' | 'store', Selector>>;

export function access(
  engine: string | undefined,
  how: AccessSignal['access'],
  { table, sql, store, role }: AccessParts & Pick<AccessSignal, 'role'>,
): Row {
  return (call) => {
    const [of, text, through] = [table?.(call), sql?.(call), store?.(call)];
    return {
      kind: 'access',
      engine,
      access: how,
      ...(of && { table: of }),
      ...(text && { sql: text }),
      ...(through && { store: through }),
      ...(role && { role }),
      call,
    };
  };
}

/** The method that options name; who names none asks with GET. */
export function methodIn(options: Selector): Selector {
  return (call) => {
    const given = options(call);
    const isSilent =
      given === undefined || given.k === 'fn' || (given.k === 'object' && given.rest.length === 0 && !given.props.has('method'));
    return isSilent ? lit('GET') : upper(option(given, 'method'));
  };
}

/** `'post'` as a method of HTTP. */
export function upper(method: Residual | undefined): Residual | undefined {
  return method?.k === 'lit' && typeof method.v === 'string' ? lit(method.v.toUpperCase()) : method;
}
