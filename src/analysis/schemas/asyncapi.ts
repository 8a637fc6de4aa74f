import type { Problem } from '../../model/deployment.js';
import type { AsyncapiFile } from '../../model/schema.js';
import { type ApiDocument, isObject, lineAt, readApiDocument } from './document.js';
import { type Dereference, dereferencing } from './references.js';

type Operation = AsyncapiFile['operations'][number];
type Content = Readonly<Record<string, unknown>>;

/**
 * What an AsyncAPI document (3.x or 2.x, YAML or JSON) says that its application sends and receives; undefined: it is none.
 * `open` reads another file, relative to this one, for references that lead there.
 */
export function readAsyncapi(
  file: string,
  text: string,
  open: (path: string) => string | undefined = () => undefined,
): AsyncapiFile | Problem | undefined {
  if (!/^\s*(?:\{\s*)?["']?asyncapi["']?\s*:/m.test(text)) return undefined;
  const read = readApiDocument(file, text, 'AsyncAPI');
  if (read === undefined || 'message' in read) return read;
  const version = String(read.root.asyncapi);
  if (!/^[23]\./.test(version)) return undefined;
  const find = dereferencing(read.root, open);
  const title = isObject(read.root.info) && typeof read.root.info.title === 'string' ? read.root.info.title : '';
  return { file, title, operations: version.startsWith('3') ? operationsOf(read, find) : operationsOfTwo(read, find) };
}

/** 3.x: operations say what the application does. */
function operationsOf(read: ApiDocument, find: Dereference): Operation[] {
  return entriesOf(read.root.operations, find).flatMap(([name, { action, channel, reply }]) => {
    const found = find(channel);
    if (found === undefined || (action !== 'send' && action !== 'receive')) return [];
    const address = typeof found.address === 'string' ? found.address : undefined;
    const carriers = carriersOf({ channel: found, address, servers: serversOf(read.root, found, find) }, find);
    return made({ action, replies: isObject(reply), line: lineAt(read, ['operations', name]) }, carriers);
  });
}

/**
 * 2.x: operations say what others may do, so that who describes itself receives what is published. Many read it the other way; where
 * the name of an operation says so (`publish: { operationId: emitOrderPlaced }`), all of that document is read as it is meant.
 */
function operationsOfTwo(read: ApiDocument, find: Dereference): Operation[] {
  const all = entriesOf(read.root.channels, find).flatMap(([address, channel]) =>
    (['publish', 'subscribe'] as const).flatMap((verb) => {
      const operation = find(channel[verb]);
      if (operation === undefined) return [];
      const servers = serversOf(read.root, channel, find);
      const line = lineAt(read, ['channels', address, verb]);
      return [{ verb, meant: meantBy(operation.operationId), line, carriers: carriersOf({ channel, address, servers }, find) }];
    }),
  );
  const isTurned = all.some(({ verb, meant }) => meant !== undefined && meant !== ACTIONS[verb]);
  return all.flatMap(({ verb, meant, line, carriers }) => {
    const usual = ACTIONS[verb];
    const turned = usual === 'send' ? ('receive' as const) : ('send' as const);
    return made({ action: meant ?? (isTurned ? turned : usual), replies: false, line }, carriers);
  });
}

const ACTIONS = { publish: 'receive', subscribe: 'send' } as const;

function meantBy(operationId: unknown): Operation['action'] | undefined {
  if (typeof operationId !== 'string') return undefined;
  if (/^(?:send|emit|publish|produce|dispatch|broadcast)(?![a-z])/.test(operationId)) return 'send';
  return /^(?:on|receive|consume|handle|process|listen|subscribe)(?![a-z])/.test(operationId) ? 'receive' : undefined;
}

type Carrier = Pick<Operation, 'protocol' | 'channel' | 'exchange'>;

function made(rest: Omit<Operation, keyof Carrier>, carriers: readonly Carrier[]): Operation[] {
  return carriers.map((carrier) => ({ ...rest, ...carrier }));
}

interface Channel {
  readonly channel: Content;
  readonly address: string | undefined;
  readonly servers: readonly Content[];
}

/** What carries a channel, and how it is called there: bindings are more particular than the address. */
function carriersOf({ channel, address, servers }: Channel, find: Dereference): Carrier[] {
  const bindings = find(channel.bindings) ?? {};
  const bound = Object.keys(bindings).filter((protocol) => !protocol.startsWith('x-') && protocol !== '$ref');
  const served = servers.flatMap(({ protocol }) => (typeof protocol === 'string' ? protocol.toLowerCase() : []));
  const protocols = bound.length > 0 ? bound : served.length > 0 ? served : [''];
  const carriers = [...new Set(protocols)].flatMap((protocol) => carrierOf(protocol, find(bindings[protocol]) ?? {}, { address, find }));
  return [...new Map(carriers.map((one) => [JSON.stringify(one), one])).values()];
}

function carrierOf(
  protocol: string,
  binding: Content,
  { address, find }: { readonly address: string | undefined; readonly find: Dereference },
): Carrier[] {
  const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
  const named = (value: unknown): string | undefined => text(find(value)?.name);
  const exchange = binding.is === 'queue' ? undefined : named(binding.exchange);
  const queue = exchange === undefined ? named(binding.queue) : undefined;
  const channel = text(binding.topic) ?? queue ?? text(binding.name) ?? address;
  return channel === undefined ? [] : [{ protocol, channel, ...(exchange !== undefined && { exchange }) }];
}

/** Those of the channel, by reference (3.x) or name (2.x); else all. */
function serversOf(root: Content, { servers }: Content, find: Dereference): Content[] {
  if (!Array.isArray(servers) || servers.length === 0) return entriesOf(root.servers, find).map(([, server]) => server);
  const all = find(root.servers) ?? {};
  return (servers as unknown[]).flatMap((one): Content[] => {
    const found = find(typeof one === 'string' ? all[one] : one);
    return found === undefined ? [] : [found];
  });
}

function entriesOf(value: unknown, find: Dereference): [string, Content][] {
  return Object.entries(find(value) ?? {}).flatMap(([name, one]): [string, Content][] => {
    const found = find(one);
    return found === undefined ? [] : [[name, found]];
  });
}
