import type { LocalPackage } from '../../../model/deployment.js';
import type { ClassFact, ModuleFacts } from '../../../model/module-facts.js';
import type { SharedPackage, TableDefinition } from '../../../model/system.js';
import { wordsOf } from '../values/names.js';

interface Library {
  readonly entities: readonly TableDefinition[];
  /** It says of itself that it holds the domain. */
  readonly isDomain: boolean;
}

/** Classes of a library with behaviour of the domain: services that work on entities, and objects of a package of that name. */
export function logicIn(module: ModuleFacts, { entities, isDomain }: Library): SharedPackage['logic'] {
  return module.classes.flatMap((cls) =>
    isDomainService(cls, module, entities) || (isDomain && isDomainObject(cls))
      ? [{ name: cls.name, at: { file: module.file, line: cls.line, column: cls.column } }]
      : [],
  );
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

function isDomainService(cls: ClassFact, module: ModuleFacts, entities: readonly TableDefinition[]): boolean {
  if (!/(?:Service|UseCase|Calculator|Policy|Aggregate|Domain)$/.test(cls.name) || cls.methods.length < 2 || cls.abstract === true)
    return false;
  const params = cls.ctor === undefined ? [] : (module.functions[cls.ctor]?.params ?? []);
  const names = new Set(entities.map(({ name }) => name.toLowerCase()));
  return params.some(({ type, decorators }) => {
    const injected = decorators.some((decorator) => decorator.k === 'call' && isRepositoryDecorator(module, decorator.at));
    return injected || (type !== undefined && (type.name.endsWith('Repository') || names.has(type.name.toLowerCase())));
  });
}

function isRepositoryDecorator(module: ModuleFacts, at: number): boolean {
  const callee = module.calls[at]?.callee;
  return callee?.k === 'import' && /^Inject(?:Repository|Model)$/.test(callee.name);
}
