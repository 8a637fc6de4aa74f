import { alternatives, type Residual } from '../../../model/residual.js';
import { saysType } from '../../../shared/message-type.js';
import { framesFrom } from '../frames.js';
import { signalsOf, type LinkedUnit } from '../input.js';
import type { Publication, Subscription } from './talks.js';
import { topicNames, type TopicName } from './topic-name.js';

/** How cloud brokers wrap a text. */
const WRAPPED = ['StringValue', 'stringValue', 'Value'];
/** What a message says it is: `{ type: 'order.placed' }`, also where it is encoded, in an envelope, or an attribute beside it. */
export function typesSaid({ content, place }: Pick<Publication, 'content' | 'place'>): TopicName[] {
  let level = content === undefined ? [] : objectsIn(content);
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
    const fields = level.flatMap(({ props }) => [...props]);
    const said = fields.flatMap(([name, value]) => (saysType(name) ? texts(value) : []));
    const names = said.flatMap((value) => topicNames(value, place, 'unknown')).filter(isType);
    // What lies deeper is of what the message is about: a kind of user, of file.
    if (names.length > 0) return [...new Map(names.map((name) => [name.key, name])).values()];
    level = fields.flatMap(([, value]) => objectsIn(value));
  }
  return [];
}

/** An envelope, an envelope in it, and the message. */
const MAX_DEPTH = 3;

function isType({ isExact, key }: TopicName): boolean {
  return isExact && key.length > 2;
}

/** Objects that a value is, or is encoded from: `deflate(JSON.stringify(message)).toString('base64')`. */
function objectsIn(value: Residual, depth = 6): readonly Extract<Residual, { k: 'object' }>[] {
  if (depth === 0) return [];
  switch (value.k) {
    case 'object':
      return [value];
    case 'array':
      return value.items.flatMap((item) => objectsIn(item, depth - 1));
    case 'any':
    case 'first':
      return value.of.flatMap((option) => objectsIn(option, depth - 1));
    case 'call':
      return [value.callee, ...value.args].flatMap((part) => objectsIn(part, depth - 1));
    case 'prop':
      return objectsIn(value.of, depth - 1);
    default:
      return [];
  }
}

function texts(value: Residual): readonly Residual[] {
  return alternatives(value).flatMap((one) => {
    if (one.k === 'lit') return typeof one.v === 'string' ? [one] : [];
    if (one.k === 'object') return WRAPPED.flatMap((name) => one.props.get(name) ?? []);
    return one.k === 'external' || one.k === 'prop' ? [one] : [];
  });
}

/** What who consumes does depends on which type a message is: the types that are told apart in code that a subscription leads to. */
export function typesHandled(linked: LinkedUnit, { call, place }: Pick<Subscription, 'call' | 'place'>): ReadonlySet<string> {
  const { program } = linked;
  const decorated = call.decorates?.frame === undefined ? [] : [call.decorates.frame];
  const own = [
    ...decorated,
    ...call.callbacks.map(({ frame }) => frame),
    ...program.entries.filter(({ via }) => via === call.id).map(({ frame }) => frame),
  ];
  const consumers = program.entries.filter(({ kind }) => kind === 'consumer').map(({ frame }) => frame);
  const reached = framesFrom(program, own.length > 0 ? own : consumers);
  const among = signalsOf(linked, 'choice').filter(({ call: { frame } }) => reached.has(frame));
  return new Set(
    among.flatMap(({ among: values }) => values.flatMap((value) => topicNames(value, place, 'unknown').map(({ key }) => key))),
  );
}
