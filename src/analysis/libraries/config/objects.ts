import { isKnown, lit, object, propertyOf, type Residual } from '../../../model/residual.js';
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

/** Names as a convention writes them: `snakeCase('OrderPlaced')`. */
const written = (convention: (words: readonly string[]) => string): ValueRow => {
  const changed = (of: Residual | undefined): Residual | undefined => {
    if (of?.k === 'any' || of?.k === 'first') return of.of.map(changed).find((one) => one !== undefined);
    const name = text(of);
    return name === undefined ? undefined : lit(convention(wordsOf(name)));
  };
  return ({ args }) => changed(args[0]);
};

function wordsOf(name: string): string[] {
  return (name.match(/[A-Z]{2,}(?=[A-Z][a-z]|\d|\b|_)|[A-Z]?[a-z]+|[A-Z]+|\d+/g) ?? []).map((word) => word.toLowerCase());
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const CONVENTIONS: Readonly<Record<string, (words: readonly string[]) => string>> = {
  snakeCase: (words) => words.join('_'),
  kebabCase: (words) => words.join('-'),
  camelCase: (words) => words.map((word, i) => (i === 0 ? word : capital(word))).join(''),
  pascalCase: (words) => words.map(capital).join(''),
  startCase: (words) => words.map(capital).join(' '),
  constantCase: (words) => words.join('_').toUpperCase(),
  dotCase: (words) => words.join('.'),
};

const HELPERS: Readonly<Record<string, ValueRow>> = {
  '{clone,cloneDeep,pick,pickBy,omitBy,tap,castArray,uniq,uniqBy,compact,sortBy}': same,
  '{merge,assign,extend,assignIn}': merged,
  '{defaults,defaultsDeep}': defaults,
  omit: omitted,
  get: inside,
  ...Object.fromEntries(Object.entries(CONVENTIONS).map(([name, convention]) => [name, written(convention)])),
};

/** Settings that a class describes, as an instance of it. */
const described: ValueRow = ({ args }) => args[1];

/** Objects that are copied and put together before a client gets them. */
export const objects = defineLibrary({
  package: 'lodash',
  values: {
    ...Object.fromEntries(
      Object.entries(HELPERS).flatMap(([names, row]) => [
        [`{lodash,lodash-es,underscore,change-case}.${names}`, row],
        [`{lodash/,lodash-es/}${names}`, row],
      ]),
    ),
    'class-transformer.{plainToInstance,plainToClass}': described,
    'class-transformer.{instanceToPlain,classToPlain,instanceToInstance}': same,
  },
});
