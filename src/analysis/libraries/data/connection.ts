import type { ExternalCall, ReachedClass } from '../../../model/program.js';
import { alternatives, lit, type ClassResidual, type Residual } from '../../../model/residual.js';
import type { EntitySignal, OpenSignal } from '../../../model/signal.js';
import type { ValueRow } from '../define-library.js';
import { isText, option, written, type Selector } from '../select.js';

/** What a module of Nest is configured with: the options, what a factory makes of them, or a class of options. */
export function configured(given: Residual | undefined): Residual | undefined {
  return written(given, 'useFactory()') ?? written(given, 'useClass()') ?? given;
}

type Part = 'url' | 'host' | 'port' | 'database' | 'schema';

/** Names of the parts of an address, in the spelling of the common drivers; the first that is there counts. */
const SPELLINGS: readonly (readonly [Part, readonly string[]])[] = [
  ['url', ['url', 'uri', 'connectionString', 'connectionUri', 'connectString', 'clientUrl']],
  ['host', ['host', 'server', 'hostname']],
  ['port', ['port']],
  ['database', ['database', 'storage', 'dbName', 'db', 'filename']],
  ['schema', ['schema']],
];

/** A connection from a URL, or from an object of options: a URL, parts, or both. */
export function opened(engine: string | Residual, config: Residual | undefined, call: ExternalCall): OpenSignal {
  if (isText(config)) return { kind: 'open', engine, url: config, call };
  const parts: Partial<Record<Part, Residual>> = {};
  for (const [part, names] of SPELLINGS) {
    const found = names.map((name) => option(config, name)).find((r) => r !== undefined);
    if (found) parts[part] = found;
  }
  return { kind: 'open', engine, ...parts, call };
}

/** The class whose static or inherited member is called: `User` of `User.findAll()`, of `user.save()`, of `new UserRepository().find()`. */
export const ownClass: Selector = ({ callee, subject }) => staticClass(callee) ?? instanceClass(subject);

function staticClass(callee: Residual): Residual | undefined {
  for (let at: Residual | undefined = callee; at; at = at.k === 'prop' ? at.of : at.k === 'call' ? at.callee : undefined)
    if (at.k === 'call' && at.callee.k === 'external' && at.callee.path.endsWith('.static')) return at.args[0];
  return undefined;
}

function instanceClass(subject: Residual | undefined): ClassResidual | undefined {
  const made = subject && alternatives(subject).find((one) => one.k === 'instance');
  return made?.k === 'instance' ? made.cls : undefined;
}

export function entity(cls: ReachedClass, table: string | Residual, engine?: string): EntitySignal {
  return { kind: 'entity', engine, name: cls.name, table: typeof table === 'string' ? lit(table) : table, cls, call: undefined };
}

/** A builder's method gives the builder back. */
export const builder: ValueRow = ({ callee }) => (callee.k === 'prop' ? callee.of : undefined);
