import type { Unit } from '../../../model/deployment.js';
import type { Location } from '../../../model/location.js';
import type { AsyncapiFile, Schemas } from '../../../model/schema.js';
import type { Broker } from '../../../model/signal.js';
import type { Operation } from '../../../model/system.js';
import { baseName, folderOf, isInside } from '../../../shared/paths.js';
import type { Context } from '../context.js';
import { isAbout, OF_OTHERS } from '../operations/documented.js';
import { signalsOf } from '../input.js';
import { essence, unitOfEssence } from '../values/names.js';
import { named } from '../operations/operations.js';
import { talksOf } from './talks.js';
import { exactName, nameOfTemplate, topicNames, type TopicName } from './topic-name.js';

/** What a document says that a unit sends or receives, where no code tells. */
export interface Told {
  readonly unit: string;
  readonly action: 'send' | 'receive';
  readonly replies: boolean;
  readonly broker: Broker;
  readonly name: TopicName;
  readonly exchange?: TopicName;
  readonly at: Location;
}

/** Protocols of AsyncAPI; what is no broker is not here, and neither are brokers that no table knows. */
const BROKERS: Readonly<Record<string, Broker>> = {
  kafka: 'kafka',
  'kafka-secure': 'kafka',
  amqp: 'amqp',
  amqps: 'amqp',
  mqtt: 'mqtt',
  mqtts: 'mqtt',
  mqtt5: 'mqtt',
  'secure-mqtt': 'mqtt',
  nats: 'nats',
  redis: 'redis',
  sns: 'sns',
  sqs: 'sqs',
  googlepubsub: 'pubsub',
};
const NO_BROKER: ReadonlySet<string> = new Set(['ws', 'wss', 'http', 'https', 'grpc', 'file']);

/** Messages of AsyncAPI documents, of units of whose code nobody knows what it sends (or receives) to whom. */
export function toldOf(
  context: Pick<Context, 'linked' | 'places' | 'offered' | 'directory'>,
  { asyncapi }: Pick<Schemas, 'asyncapi'>,
): Told[] {
  if (asyncapi.length === 0) return [];
  const { units } = context.directory;
  const speaks = speakers(context);
  return asyncapi.flatMap((document) => {
    const unit = ownerOf(document, units);
    if (unit === undefined) return [];
    return document.operations
      .filter(({ action }) => !speaks[action].has(unit.name))
      .flatMap((one) => toldIn(document.file, unit.name, one));
  });
}

/** Operations that it says a unit answers. */
export function operationsTold(told: readonly Told[], unit: string): Operation[] {
  const own = told.filter((one) => one.unit === unit && one.action === 'receive');
  const all = own.map(({ name, replies, at }) => named(replies ? 'rpc' : 'event', name.text, at));
  return [...new Map(all.map((one) => [one.name, one])).values()];
}

function toldIn(
  file: string,
  unit: string,
  { action, replies, protocol, channel, exchange, line }: AsyncapiFile['operations'][number],
): Told[] {
  if (NO_BROKER.has(protocol)) return [];
  const broker = BROKERS[protocol] ?? 'unknown';
  const from = exchange === undefined ? {} : { exchange: exactName(exchange) };
  return [{ unit, action, replies, broker, name: nameOfTemplate(channel, broker), ...from, at: { file, line, column: 1 } }];
}

/** Units whose code says what it sends, and what it receives. */
function speakers(context: Pick<Context, 'linked' | 'places' | 'offered'>): Record<Told['action'], ReadonlySet<string>> {
  const { publications, subscriptions } = talksOf(context);
  const clear = ({ topic, place, broker }: (typeof publications | typeof subscriptions)[number]): string[] =>
    topicNames(topic, place, broker).length > 0 ? [place.unit.name] : [];
  const asking = context.linked.filter((item) => signalsOf(item, 'message-send').length > 0);
  const answering = context.linked.filter(({ unit }) =>
    (context.offered.get(unit.name) ?? []).some(({ operation }) => operation.protocol === 'event' || operation.protocol === 'rpc'),
  );
  return {
    send: new Set([...publications.flatMap(clear), ...asking.map(({ unit }) => unit.name)]),
    receive: new Set([...subscriptions.flatMap(clear), ...answering.map(({ unit }) => unit.name)]),
  };
}

/** In the folder of a unit it is about that unit; what lies beside all of them says by its title or its name which one is meant. */
function ownerOf({ file, title: text }: AsyncapiFile, units: readonly Unit[]): Unit | undefined {
  const title = text.replaceAll(/\b(?:events?|messag(?:es?|ing)|async(?:api)?|contract|spec(?:ification)?|documentation)\b/gi, ' ');
  const around = units
    .filter(({ path, excludes }) => path !== '.' && isInside(file, path) && !excludes.some((folder) => isInside(file, folder)))
    .sort((a, b) => b.path.length - a.path.length);
  const [unit] = around;
  if (unit === undefined) return [title, ...namesOf(file)].flatMap((name) => unitCalled(name, units))[0];
  const others = units.filter(({ name }) => name !== unit.name);
  return OF_OTHERS.test(file.slice(unit.path.length)) || isAbout(title, others) ? undefined : unit;
}

/** `asyncapi/orders.yaml`, `orders.asyncapi.yaml`, `contracts/orders/asyncapi.yaml`. */
function namesOf(file: string): string[] {
  const name = baseName(file)
    .replace(/\.[a-z]+$/i, '')
    .replaceAll(/async-?api/gi, '');
  return /[a-z]/i.test(name) ? [name] : [baseName(folderOf(file))];
}

function unitCalled(name: string, units: readonly Unit[]): Unit[] {
  const meant = essence(name);
  const unit = meant === '' ? undefined : unitOfEssence(meant, units);
  return unit === undefined ? [] : [unit];
}
