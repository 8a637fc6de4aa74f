import type { ExternalCall, Program } from '../../model/program.js';
import { anyOf, isKnown, pathOf, propertyOf, type CallResult, type Residual } from '../../model/residual.js';

type MaybeText = Extract<Residual, { readonly k: 'lit' | 'tpl' | 'env' | 'first' | 'any' }>;

/** Reads one value from a call; undefined where the call does not tell it. */
export type Selector = (
  call: Pick<ExternalCall, 'args' | 'callee' | 'path'> & Partial<Pick<ExternalCall, 'subject'>>,
) => Residual | undefined;

/** `arg(0)`, `arg(1, 'body', 'topic')`: a property of an argument. */
export function arg(position: number, ...names: readonly string[]): Selector {
  return (call) => options(call.args[position], ...names);
}

/** An argument of the call up the chain of receivers whose callee has this path: `originArg(/\.create$/, 0, 'baseURL')`. */
export function originArg(path: string | RegExp, position: number, ...names: readonly string[]): Selector {
  return (call) => options(origin(call.callee, path)?.args[position], ...names);
}

/** The first selector that finds something. */
export function either(...selectors: readonly Selector[]): Selector {
  return (call) => {
    for (const select of selectors) {
      const found = select(call);
      if (found) return found;
    }
    return undefined;
  };
}

/** An argument that is text; options objects and handlers are none. */
export function textArg(position: number): Selector {
  return (call) => {
    const given = call.args[position];
    return isText(given) ? given : undefined;
  };
}

/** A property of an option object, through alternatives and spreads; undefined where nothing is known of it. */
export function option(of: Residual | undefined, name: string): Residual | undefined {
  if (!of) return undefined;
  switch (of.k) {
    case 'object': {
      const own = of.props.get(name);
      if (own) return own;
      const rest = of.rest.map((r) => option(r, name)).filter((r) => r !== undefined);
      return rest.length > 0 ? anyOf(rest) : undefined;
    }
    case 'any':
    case 'first': {
      const found = of.of.map((r) => option(r, name)).filter((r) => r !== undefined);
      return found.length > 0 ? anyOf(found) : undefined;
    }
    case 'prop':
    case 'element':
    case 'call':
      return propertyOf(of, name);
    default:
      return undefined;
  }
}

/** As `option`, but only what is written down: an options object made elsewhere says nothing. */
export function written(of: Residual | undefined, name: string): Residual | undefined {
  if (of?.k === 'any' || of?.k === 'first') return of.of.map((r) => written(r, name)).find((r) => r !== undefined);
  return of?.k === 'object' ? (of.props.get(name) ?? of.rest.map((r) => written(r, name)).find((r) => r !== undefined)) : undefined;
}

/** A path of properties: `options(r, 'options', 'urls')`. */
export function options(of: Residual | undefined, ...names: readonly string[]): Residual | undefined {
  return names.reduce<Residual | undefined>((at, name) => option(at, name), of);
}

export function text(r: Residual | undefined): string | undefined {
  return r?.k === 'lit' && typeof r.v === 'string' ? r.v : undefined;
}

/** Text, or what may turn out to be text. */
export function isText(r: Residual | undefined): r is MaybeText {
  return (
    r !== undefined &&
    ((r.k === 'lit' && typeof r.v === 'string') ||
      r.k === 'tpl' ||
      r.k === 'env' ||
      ((r.k === 'first' || r.k === 'any') && r.of.some(isText)))
  );
}

/** What the method is called on. */
export function receiver(call: Pick<ExternalCall, 'callee'> | CallResult): Residual | undefined {
  return call.callee.k === 'prop' ? call.callee.of : undefined;
}

/** Names between a client and the method that is called: `orders`, `lines` of `client.orders.lines.add()`. */
export function namesAbove({ callee }: Pick<ExternalCall, 'callee'>): string[] {
  const names: string[] = [];
  for (let at = callee.k === 'prop' ? callee.of : undefined; at?.k === 'prop'; at = at.of) names.unshift(at.name);
  return names;
}

/** Last name of the callee: `get` of `axios.get`. */
export function calleeName(call: Pick<ExternalCall, 'path'>): string {
  return call.path.slice(call.path.lastIndexOf('.') + 1);
}

/** The call, up the chain of receivers, whose callee has this path: `origin(call, 'axios.create')`. */
export function origin(from: Residual | undefined, path: string | RegExp): CallResult | undefined {
  for (let at = from; at; at = at.k === 'prop' || at.k === 'element' ? at.of : at.k === 'call' ? at.callee : undefined) {
    if (at.k !== 'call') continue;
    const made = pathOf(at.callee);
    if (made !== undefined && (typeof path === 'string' ? made === path : path.test(made))) return at;
  }
  return undefined;
}

/** The first call of the chain: the client, pool or channel that everything hangs on. */
export function root(from: Residual | undefined): CallResult | undefined {
  let found: CallResult | undefined;
  for (let at = from; at; at = at.k === 'prop' || at.k === 'element' ? at.of : at.k === 'call' ? at.callee : undefined)
    if (at.k === 'call') found = at;
  return found;
}

/** Items of a literal array, or the value itself. */
export function listOf(r: Residual | undefined): readonly Residual[] {
  if (!r) return [];
  if (r.k === 'array') return r.items.flatMap(listOf);
  if (r.k === 'any' || r.k === 'first') return r.of.flatMap(listOf);
  return isKnown(r) ? [r] : [];
}

/** A field of the class of ours whose inherited member is called: `baseURL` of `class Orders extends RESTDataSource`. */
export function subjectField(
  { subject }: Pick<ExternalCall, 'subject'>,
  { classes }: Pick<Program, 'classes'>,
  name: RegExp,
): Residual | undefined {
  if (subject?.k !== 'instance') return undefined;
  const cls = classes.find((reached) => reached.cls.hash === subject.cls.hash);
  return cls?.fields.find((field) => name.test(field.name) && field.value)?.value;
}

/** A URL said anywhere among the options of calls inside a value: `from([retry, createHttpLink({ uri })])`. */
export function optionInside(value: Residual | undefined, name: string, depth = 4): Residual | undefined {
  if (!value || depth === 0) return undefined;
  const own = value.k === 'object' ? value.props.get(name) : undefined;
  if (own) return own;
  for (const part of partsOf(value)) {
    const found = optionInside(part, name, depth - 1);
    if (found) return found;
  }
  return undefined;
}

function partsOf(value: Residual): readonly Residual[] {
  switch (value.k) {
    case 'call':
      return [...value.args, value.callee];
    case 'prop':
      return [value.of];
    case 'array':
      return value.items;
    case 'any':
    case 'first':
      return value.of;
    default:
      return [];
  }
}
