import type { ModuleFacts } from '../../../model/module-facts.js';
import type { Value } from '../../../model/value.js';

/** Something that is put into a container under a token. */
export interface Provider {
  readonly file: string;
  readonly fn: number;
  readonly token: Value;
  readonly how: 'value' | 'factory' | 'class' | 'existing' | 'self';
  readonly value: Value;
  readonly inject: readonly Value[];
  /** What the factory is given to ask for more. */
  readonly container?: Value;
  /** By a call that stands in a function. */
  readonly isBound?: true;
  /** By a call of which nothing but its name is known: the token has to be one of a kind. */
  readonly isHandedOver?: true;
}

/** Recognised by shape, whatever the container is: it is passed around freely. */
export function* providersIn(module: ModuleFacts): Generator<Provider> {
  yield* fromObjects(module);
  yield* fromBindings(module);
  yield* fromRegistrations(module);
  yield* fromHandovers(module);
  yield* fromFactories(module);
}

function* fromObjects(module: ModuleFacts): Generator<Provider> {
  for (const provider of module.providers) {
    if (provider.k !== 'object') continue;
    const of = new Map(provider.props.flatMap(([name, value]) => (name === null ? [] : [[name, value] as const])));
    const token = of.get('provide');
    const inject = of.get('inject');
    const seed = { file: module.file, fn: 0, inject: inject?.k === 'array' ? inject.items : [] };
    if (!token) continue;
    for (const way of waysIn(of)) yield { ...seed, token, ...way };
  }
}

function waysIn(of: ReadonlyMap<string, Value>): Pick<Provider, 'how' | 'value'>[] {
  return Object.entries(WAYS).flatMap(([key, how]) => {
    const value = of.get(key);
    return value ? [{ how, value }] : [];
  });
}

const WAYS: Readonly<Record<string, Provider['how']>> = {
  useValue: 'value',
  useFactory: 'factory',
  useClass: 'class',
  useExisting: 'existing',
  useToken: 'existing',
};

const REGISTRATIONS: Readonly<Record<string, Provider['how']>> = { registerSingleton: 'class', registerInstance: 'value' };

/** `container.register('Orders', { useClass: Orders })`, `container.registerSingleton(Orders)`. */
function* fromRegistrations(module: ModuleFacts): Generator<Provider> {
  for (const { callee, args, fn } of module.calls) {
    const [token, given] = args;
    if (callee.k !== 'prop' || !token) continue;
    const seed = { file: module.file, fn, token, inject: [] };
    const how = Object.hasOwn(REGISTRATIONS, callee.name) ? REGISTRATIONS[callee.name] : undefined;
    if (how) yield { ...seed, how, value: given ?? token };
    else if (callee.name === 'register' && given?.k === 'object')
      for (const way of waysIn(new Map(given.props.flatMap(([name, value]) => (name === null ? [] : [[name, value] as const])))))
        yield { ...seed, ...way };
  }
}

const BINDINGS: Readonly<Record<string, Provider['how']>> = {
  to: 'class',
  toConstantValue: 'value',
  toDynamicValue: 'factory',
  toFactory: 'factory',
  toService: 'existing',
  toSelf: 'self',
};

/** `container.bind(T).toConstantValue(v)`. */
function* fromBindings(module: ModuleFacts): Generator<Provider> {
  for (const call of module.calls) {
    if (call.callee.k !== 'prop' || !Object.hasOwn(BINDINGS, call.callee.name) || call.callee.of.k !== 'call') continue;
    const bind = module.calls[call.callee.of.at];
    const how = BINDINGS[call.callee.name];
    const token = bind?.args[0];
    if (bind?.callee.k !== 'prop' || !/^(?:re)?bind$/.test(bind.callee.name) || !token || !how) continue;
    yield { file: module.file, fn: call.fn, token, how, value: call.args[0] ?? token, inject: [], isBound: true };
  }
}

/** `container.singleton('orders', async (container) => makeOrders(await container.use('db')))`. */
function* fromFactories(module: ModuleFacts): Generator<Provider> {
  for (const { callee, args, fn } of module.calls) {
    const [token, value] = args;
    if (callee.k !== 'prop' || !/^(?:singleton|bind|scoped|transient)$/.test(callee.name) || token?.k !== 'lit' || value?.k !== 'fn')
      continue;
    yield { file: module.file, fn, token, how: 'factory', value, inject: [], container: callee.of, isBound: true };
  }
}

/** What is put somewhere under a name that nobody else can have. */
const HANDING_OVER = /^(?:provide|set|register(?:Instance|Value)?)$/;

/**
 * `registry.provide(DATABASE, db)`, `Container.set(DATABASE, db)`, `parts.set(DATABASE, db)`: the token is
 * made once for its module and is no text, so that nothing else is kept under it.
 */
function* fromHandovers(module: ModuleFacts): Generator<Provider> {
  for (const { callee, args, fn } of module.calls) {
    const [token, value] = args;
    if (callee.k !== 'prop' || !HANDING_OVER.test(callee.name) || args.length !== 2 || !token || !value) continue;
    if (token.k === 'import' || (token.k === 'ref' && module.defs[token.def]?.fn === 0))
      yield { file: module.file, fn, token, how: 'value', value, inject: [], isBound: true, isHandedOver: true };
  }
}
