import type { LocalPackage } from '../../../model/deployment.js';
import type { LogicClass, ModuleDigest } from '../../../model/module-digest.js';
import type { ClassFact, ModuleFacts } from '../../../model/module-facts.js';
import type { SharedPackage, TableDefinition } from '../../../model/system.js';
import { wordsOf } from '../values/names.js';

interface Library {
  readonly entities: readonly TableDefinition[];
  /** It says of itself that it holds the domain. */
  readonly isDomain: boolean;
}

/** Classes of a library with behaviour of the domain: services that work on entities, and objects of a package of that name. */
export function logicIn(
  { file, logic }: Pick<ModuleDigest, 'logic'> & { readonly file: string },
  { entities, isDomain }: Library,
): SharedPackage['logic'] {
  const names = new Set(entities.map(({ name }) => name.toLowerCase()));
  return logic
    .filter(
      ({ isObject, service }) =>
        (isDomain && isObject) || service === true || (service !== false && service.some((type) => names.has(type))),
    )
    .map(({ name, line, column }) => ({ name, at: { file, line, column } }));
}

/** Classes that may be some. */
export function logicOf(module: ModuleFacts): LogicClass[] {
  return module.classes.flatMap((cls) => {
    const [isObject, service] = [isDomainObject(cls), serviceOf(cls, module)];
    return isObject || service !== false ? [{ name: cls.name, line: cls.line, column: cls.column, isObject, service }] : [];
  });
}

const DOMAIN_WORDS = new Set(['domain', 'business', 'model', 'entity']);

/** `@shop/domain`, `libs/order-models`; what a package of another name holds may be technical. */
export function isDomainPackage({ name, path }: Pick<LocalPackage, 'name' | 'path'>): boolean {
  return [name, path].some((text) => wordsOf(text.split('/').at(-1) ?? '').some((word) => DOMAIN_WORDS.has(word)));
}

/** Carriers of data, failures and building blocks: none of them decides anything. */
const TECHNICAL =
  /(?:Error|Exception|Dto|DTO|Event|Command|Query|Request|Response|Result|Either|Option|Maybe|Mapper|Factory|Builder|Module|Config|Options|Logger|Client|Provider|Guard|Pipe|Filter|Interceptor|Middleware|Controller|Gateway|Adapter|Publisher|Listener|Subscriber|Enum|Type)$/;

const PLAIN = new Set(['toString', 'toJSON', 'valueOf', 'equals', 'create', 'from', 'clone']);

/** State with behaviour: more than fields, and no base class of somebody else. */
function isDomainObject({ name, abstract, methods, getters, extends: base, decorators }: ClassFact): boolean {
  if (abstract === true || decorators.length > 0 || TECHNICAL.test(name) || !(base === undefined || isOwnBase(base))) return false;
  return [...methods, ...getters].some(([method]) => !PLAIN.has(method));
}

function isOwnBase(base: NonNullable<ClassFact['extends']>): boolean {
  return base.k === 'class' || base.k === 'ref' || (base.k === 'import' && base.from.startsWith('.'));
}

function serviceOf(cls: ClassFact, module: ModuleFacts): LogicClass['service'] {
  if (!/(?:Service|UseCase|Calculator|Policy|Aggregate|Domain)$/.test(cls.name) || cls.methods.length < 2 || cls.abstract === true)
    return false;
  const params = cls.ctor === undefined ? [] : (module.functions[cls.ctor]?.params ?? []);
  const stores = params.some(
    ({ type, decorators }) =>
      type?.name.endsWith('Repository') === true ||
      decorators.some((decorator) => decorator.k === 'call' && isRepositoryDecorator(module, decorator.at)),
  );
  const types = params.flatMap(({ type }) => type?.name.toLowerCase() ?? []);
  return stores || (types.length > 0 && types);
}

function isRepositoryDecorator(module: ModuleFacts, at: number): boolean {
  const callee = module.calls[at]?.callee;
  return callee?.k === 'import' && /^Inject(?:Repository|Model)$/.test(callee.name);
}
