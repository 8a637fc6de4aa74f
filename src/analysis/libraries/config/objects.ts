import { isKnown, object, propertyOf, type Residual } from '../../../model/residual.js';
import { defineLibrary, type ValueRow } from '../define-library.js';
import { listOf, text } from '../select.js';

const same: ValueRow = ({ args }) => args[0];

/** `merge({}, defaults, own)`: what comes later stands above what comes earlier. */
const merged: ValueRow = ({ args }) => united(args);

/** `defaults(own, base)`: what comes earlier stands above. */
const defaults: ValueRow = ({ args }) => united([...args].reverse());

function united(parts: readonly Residual[]): Residual | undefined {
  const props = new Map<string, Residual>();
  const rest: Residual[] = [];
  for (const part of parts) {
    if (part.k === 'object') {
      for (const [name, value] of part.props) props.set(name, both(props.get(name), value));
      rest.push(...part.rest);
    } else if (isKnown(part)) rest.push(part);
  }
  return object(props, rest);
}

function both(below: Residual | undefined, above: Residual): Residual {
  return below?.k === 'object' && above.k === 'object' ? (united([below, above]) ?? above) : above;
}

/** `omit(options, ['json'])`, `omit(options, 'json')`. */
const omitted: ValueRow = ({ args: [of, ...names] }) => {
  const left = new Set(names.flatMap(listOf).flatMap((name) => text(name) ?? []));
  return of?.k === 'object' ? object(new Map([...of.props].filter(([name]) => !left.has(name))), of.rest) : of;
};

/** `get(settings, 'orders.url')`. */
const inside: ValueRow = ({ args: [of, path] }) => {
  const name = text(path);
  return (
    of && name?.split('.').reduce<Residual>((at, step) => (at.k === 'object' ? at.props.get(step) : undefined) ?? propertyOf(at, step), of)
  );
};

const HELPERS: Readonly<Record<string, ValueRow>> = {
  '{clone,cloneDeep,pick,pickBy,omitBy,tap,castArray,uniq,uniqBy,compact,sortBy}': same,
  '{merge,assign,extend,assignIn}': merged,
  '{defaults,defaultsDeep}': defaults,
  omit: omitted,
  get: inside,
};

/** Settings that a class describes, as an instance of it. */
const described: ValueRow = ({ args }) => args[1];

/** Objects that are copied and put together before a client gets them. */
export const objects = defineLibrary({
  package: 'lodash',
  values: {
    ...Object.fromEntries(
      Object.entries(HELPERS).flatMap(([names, row]) => [
        [`{lodash,lodash-es,underscore}.${names}`, row],
        [`{lodash/,lodash-es/}${names}`, row],
      ]),
    ),
    'class-transformer.{plainToInstance,plainToClass}': described,
    'class-transformer.{instanceToPlain,classToPlain,instanceToInstance}': same,
  },
});
