import { remembered } from '../../../model/remembered.js';
import type { Residual } from '../../../model/residual.js';
import type { Broker } from '../../../model/signal.js';
import { matchesText } from '../../../shared/glob.js';
import type { Place } from '../places.js';
import { textsOf } from '../values/env.js';
import { itemsOf } from '../values/fields.js';
import { holesOf, known, type Hole, type Text } from '../values/text.js';

/** Stands for a part of a name that is not known. */
const ANY = '\0';
/** Before the name of a variable that nobody sets. */
const VARIABLE = '\x01';

/** The name of a topic, queue, exchange or channel. */
export interface TopicName {
  /** For people. */
  readonly text: string;
  /** What is compared; unknown parts are `ANY`. */
  readonly key: string;
  readonly isExact: boolean;
}

/**
 * Names that a value may be. A constant of a package that is not here (`@acme/common.Subjects.OrderCreated`) is a name too:
 * who uses the same constant means the same topic.
 */
export function topicNames(value: Residual, place: Place, broker: Broker): readonly TopicName[] {
  let known = memo.get(place);
  if (!known) memo.set(place, (known = new Map<Broker, Map<Residual, readonly TopicName[]>>()));
  let ofBroker = known.get(broker);
  if (!ofBroker) known.set(broker, (ofBroker = new Map<Residual, readonly TopicName[]>()));
  let names = ofBroker.get(value);
  if (!names) ofBroker.set(value, (names = namesOf(value, place, broker)));
  return names;
}

/** Every message is compared with all that listen. */
const memo = new WeakMap<Place, Map<Broker, Map<Residual, readonly TopicName[]>>>();

function namesOf(value: Residual, place: Place, broker: Broker): TopicName[] {
  return itemsOf(value).flatMap((item) => textsOf(item, place).flatMap((text) => nameOf(text, broker) ?? []));
}

/**
 * Of a value that a variable holds which nobody sets, or of which a sample says that it is to be filled in, its variable: who asks for the
 * same one may mean the same. One that could be any queue (`QUEUE_NAME`) tells only beside something else, `isAny`.
 */
export function variableNames(value: Residual, place: Place, { isAny }: { readonly isAny: boolean }): TopicName[] {
  const variables = textsOf(value, place).flatMap((text) => {
    const [only, ...more] = text.pieces;
    if (more.length > 0 || only === undefined || typeof only === 'string')
      return known(text) === '' ? text.uses.map(({ name }) => name) : [];
    return only.identity === undefined ? (only.env ?? []) : [];
  });
  const telling = isAny ? variables : variables.filter(saysWhich);
  return telling.map((name) => ({ text: `{${name}}`, key: VARIABLE + name, isExact: false }));
}

function saysWhich(variable: string): boolean {
  return variable.split('_').some((word) => word.length > 2 && !OF_ALL.test(word));
}

const OF_ALL =
  /^(?:queues?|topics?|exchanges?|channels?|streams?|subjects?|events?|messages?|msg|routing|keys?|names?|url|uri|arn|id|prefix|default|main|app|service|amqp|rabbit|rabbitmq|mq|kafka|nats|redis|sqs|sns|bull|mqtt|pubsub|broker|bus|aws|group|publish|subscribe|consumer|producer|dlq|dead|letter|retry)$/i;

function nameOf(text: Text, broker: Broker): TopicName | undefined {
  const whole = known(text);
  // Only a routing key of AMQP may be empty; elsewhere '' is what code falls back on where nobody configured a name.
  if (whole !== undefined) return whole === '' && broker !== 'amqp' ? undefined : exactName(normal(whole, broker));
  const holes = holesOf(text);
  const [only] = holes;
  if (only?.path !== undefined && text.pieces.length === 1 && isConstant(only.path))
    return { text: shortPath(only.path), key: `#${only.path}`, isExact: true };
  if (holes.every(({ identity }) => identity !== undefined)) {
    return exactName(text.pieces.map((piece) => (typeof piece === 'string' ? piece : `{${piece.identity ?? ''}}`)).join(''));
  }
  if (holes.some(isUnique)) return undefined;
  const key = text.pieces.map((piece) => (typeof piece === 'string' ? piece : ANY)).join('');
  return /[A-Za-z0-9]{3}/.test(key) ? { text: key.replaceAll(ANY, '{}'), key, isExact: false } : undefined;
}

/** Of time, chance or the process: a name that is made once, for the answers to one caller, and that nobody else can know. */
function isUnique({ path }: Hole): boolean {
  return path !== undefined && UNIQUE.test(path);
}

const UNIQUE =
  /(?:^|[./])(?:Math\.random|Date\(\)|Date\.now|performance\.now|process\.(?:pid|hrtime)|randomUUID|randomBytes|uuid|uuidv\d|v[1-7]\(\)|nanoid|cuid2?|createId|ulid|hostname\(\))/;

/** A name that is said in full. */
export function exactName(text: string): TopicName {
  return { text, key: text, isExact: true };
}

/** As documents write it: `orders.{tenant}.placed`. */
export function nameOfTemplate(text: string, broker: Broker): TopicName {
  const whole = normal(text, broker);
  const key = whole.replaceAll(/\{[^{}]*\}/g, ANY);
  return { text: whole, key, isExact: key === whole };
}

/** Values made at run time have a call in their path. */
function isConstant(path: string): boolean {
  return !path.includes('(') && /\.[A-Za-z_]/.test(path) && !path.startsWith('globalThis.');
}

/** `@acme/common.Subjects.OrderCreated` → `Subjects.OrderCreated`. */
function shortPath(path: string): string {
  return path.split('/').at(-1)?.split('.').slice(1).join('.') ?? path;
}

/** URLs and ARNs end in the name; shared MQTT subscriptions hold it. */
function normal(name: string, broker: Broker): string {
  if (broker === 'sqs' || broker === 'sns') return name.split(/[/:]/).at(-1) ?? name;
  if (broker === 'pubsub') return name.split('/').at(-1) ?? name;
  return broker === 'mqtt' ? name.replace(/^\$share\/[^/]+\//, '') : name;
}

interface Wildcards {
  readonly separator: string;
  readonly one: string;
  readonly rest: string;
}

const WILDCARDS: Partial<Record<Broker, Wildcards>> = {
  nats: { separator: '.', one: '*', rest: '>' },
  mqtt: { separator: '/', one: '+', rest: '#' },
  amqp: { separator: '.', one: '*', rest: '#' },
  moleculer: { separator: '.', one: '*', rest: '**' },
  'moleculer-events': { separator: '.', one: '*', rest: '**' },
};

/** Does a message published under `name` reach who asked for `wanted`? 'maybe' where a part is not known. */
export function reaches(name: TopicName, wanted: TopicName, broker: Broker): 'yes' | 'maybe' | undefined {
  const sure = name.isExact && wanted.isExact;
  if (sure && name.key === wanted.key) return 'yes';
  if (name.key.startsWith(VARIABLE) || wanted.key.startsWith(VARIABLE)) return name.key === wanted.key ? 'maybe' : undefined;
  if (name.key.startsWith('#') || wanted.key.startsWith('#')) return sure && wildcard(name.key, wanted.key, broker) ? 'yes' : undefined;
  if (sure) return fits(name.key, wanted.key, broker) ? 'yes' : undefined;
  return mayFit(broker)(wanted.key)(name.key) ? 'maybe' : undefined;
}

/** Messages of few names are published at many places, and each is compared with all that listen. */
const mayFit = remembered((broker) =>
  remembered((wanted) => remembered((name) => shareWord(name, wanted) && fits(name, wanted, broker as Broker))),
);

function fits(name: string, wanted: string, broker: Broker): boolean {
  if (broker === 'redis') return glob(wanted, name);
  return broker === 'seneca' ? holdsPairs(name, wanted) : wildcard(name, wanted, broker);
}

/** `cmd:get,role:orders` is answered by who answers `role:orders`. */
function holdsPairs(name: string, wanted: string): boolean {
  const given = new Set(name.split(','));
  return wanted.split(',').every((pair) => given.has(pair));
}

function wildcard(name: string, wanted: string, broker: Broker): boolean {
  const syntax = WILDCARDS[broker];
  if (wanted === '#' && broker === 'amqp') return true;
  const separator = syntax?.separator ?? '.';
  return fitsTokens(wanted.split(separator), name.split(separator), syntax);
}

function fitsTokens(wanted: readonly string[], given: readonly string[], syntax: Wildcards | undefined): boolean {
  const [token, ...rest] = wanted;
  if (token === undefined) return given.length === 0;
  if (token === syntax?.rest) {
    if (syntax.separator !== '.' || syntax.rest === '>') return given.length > 0;
    return Array.from({ length: given.length + 1 }, (_, skip) => given.slice(skip)).some((left) => fitsTokens(rest, left, syntax));
  }
  const [first, ...left] = given;
  if (first === undefined) return false;
  return (token === syntax?.one || isSameToken(token, first)) && fitsTokens(rest, left, syntax);
}

function isSameToken(a: string, b: string): boolean {
  if (a === b) return true;
  if (!a.includes(ANY) && !b.includes(ANY)) return false;
  return glob(a.replaceAll(ANY, '*'), b.replaceAll(ANY, 'x')) || glob(b.replaceAll(ANY, '*'), a.replaceAll(ANY, 'x'));
}

/** `orders.*` of Redis: `*` is any text. */
function glob(pattern: string, text: string): boolean {
  return matchesText(text, pattern.replaceAll(ANY, '*'));
}

/** Unknown parts alone make no match: one literal word must agree. */
function shareWord(a: string, b: string): boolean {
  const words = wordsOf(a);
  for (const word of wordsOf(b)) if (words.has(word)) return true;
  return false;
}

const wordsOf = remembered((text) => new Set(text.split(/[^A-Za-z0-9]+/).filter((word) => word.length > 2)));
