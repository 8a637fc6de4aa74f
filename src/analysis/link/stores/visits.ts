import { compareText } from '../../../model/location.js';
import type { Discovery } from '../../../model/deployment.js';
import type { PrismaFile } from '../../../model/schema.js';
import type { AccessSignal, OpenSignal } from '../../../model/signal.js';
import type { Accessor, Datastore } from '../../../model/system.js';
import { placesIn, type Context } from '../context.js';
import { signalsOf, type LinkedUnit, type LinkInput } from '../input.js';
import { isInput } from '../values/fields.js';
import { connectionsOf, type Connection } from './access.js';
import { deployedOpens } from './deployed.js';
import { isEmbedded } from './engine.js';
import { isKeyValue, isObjectStore } from './engines.js';
import { identityOf, type Opened, type StoreIdentity } from './identity.js';
import { neededTables, prismaFiles, prismaOpen } from './prisma.js';
import { tablesOf, type Names } from './tables.js';

/** One service at one database in one profile. */
export interface Visit {
  readonly identity: StoreIdentity;
  readonly role: Datastore['role'];
  readonly profile: string;
  readonly accessor: Accessor;
  /** It has accesses that can go nowhere else. */
  readonly isNeeded: boolean;
  /** Who asks chooses the database: a tool for databases, or one database a tenant. None that could be named. */
  readonly isChosen: boolean;
  /** Of a Prisma schema, or a project of Supabase: the variable that is its whole address. */
  readonly schemaVariable?: { readonly file: string; readonly name: string };
  /** Of a Prisma schema: the tables in which a row of a table needs others. */
  readonly needs?: ReadonlyMap<string, readonly string[]>;
}

interface Known extends Pick<LinkInput, 'schemas'> {
  readonly discovery: Pick<Discovery, 'packages'>;
}

type Looking = Pick<Context, 'places' | 'directory'>;

/** What the code of a unit opens, in every profile. */
export function codeVisits(context: Looking, linked: LinkedUnit, { schemas, discovery }: Known): Visit[] {
  const prismaOf = prismaFiles(linked, schemas, discovery.packages);
  const all = placesIn(context.places, linked.unit).flatMap((place) =>
    visitsOf(context, linked, { place, prismaOf, entities: signalsOf(linked, 'entity') }),
  );
  return withoutGuesses(all);
}

interface Naming extends Omit<Names, 'prisma'> {
  readonly prismaOf: ReturnType<typeof prismaFiles>;
}

function visitsOf(context: Looking, linked: LinkedUnit, naming: Naming): Visit[] {
  const { place, prismaOf } = naming;
  const opens = signalsOf(linked, 'open');
  const opened = (open: OpenSignal): OpenSignal => (open.engine === 'prisma' ? prismaOpen(open, prismaOf(open)) : open);
  const ids = new Map(opens.map((open) => [open, identityOf(opened(open), place, context).id]));
  const connections = connectionsOf(opens, signalsOf(linked, 'access'), { place, ids }).filter(isUsed);
  const hasOther = connections.some(({ open }) => typeof open.engine !== 'string' || !isKeyValue(open.engine));
  const visits = connections.map((connection) => {
    const open = opened(connection.open);
    const identity = identityOf(open, place, context);
    const prisma = connection.open.engine === 'prisma' ? prismaOf(connection.open) : undefined;
    return {
      identity,
      ...schemaVariable(connection.open, prisma),
      ...(prisma && { needs: neededTables(prisma) }),
      role: roleOf(connection, identity.engine, hasOther),
      profile: place.profile,
      accessor: accessorOf(connection, identity, { ...naming, prisma: prismaOf(connection.open) }),
      isNeeded: connection.isNeeded,
      isChosen: open.database !== undefined && isInput(open.database),
    };
  });
  return withoutFallbacks(visits.filter(({ identity }) => identity.proven || !isObjectStore(identity.engine)));
}

/** A client of what is asked over HTTP connects to nothing: made by a common factory and not asked, it says nothing. */
function isUsed({ open: { engine, role }, accesses, shared }: Connection): boolean {
  return engine !== 'dynamodb' || role !== undefined || accesses.length + shared.length > 0;
}

/**
 * The schema's own variable, or the one that the client is given as its whole address. A project of Supabase keeps its schema to itself:
 * who reads one variable for it means one.
 */
function schemaVariable({ engine, url }: OpenSignal, prisma: PrismaFile | undefined): Pick<Visit, 'schemaVariable'> {
  const name = url === undefined ? prisma?.urlEnv : url.k === 'env' ? url.name : undefined;
  const file = prisma?.file ?? (engine === 'supabase' ? engine : undefined);
  return file === undefined || name === undefined ? {} : { schemaVariable: { file, name } };
}

type AnyConnection = Omit<Connection, 'open'> & { readonly open: Opened };

/** Of services in other languages no code is read: that they are given a database is all that is known. */
export function deployedVisits(context: Context): Visit[] {
  const read = new Set(context.linked.map(({ unit }) => unit.name));
  const places = context.directory.units.filter(({ name }) => !read.has(name)).flatMap((unit) => placesIn(context.places, unit));
  return places.flatMap((place) =>
    deployedOpens(place, context).map((open) => {
      const connection = { open, accesses: [], shared: [], isNeeded: true };
      const identity = identityOf(open, place, context);
      const accessor = accessorOf(connection, identity, { place, prisma: undefined, entities: [] });
      return {
        identity,
        role: roleOf(connection, identity.engine, true),
        profile: place.profile,
        accessor,
        isNeeded: true,
        isChosen: false,
      };
    }),
  );
}

function accessorOf({ open, accesses, shared }: AnyConnection, { uses, schema, isAssumed }: StoreIdentity, names: Names): Accessor {
  const all = [...accesses, ...shared];
  const tables = accesses.flatMap((access) => tablesOf(access, names));
  const [decided] = uses;
  const kinds = new Set([...all.map(({ access }) => access), ...tables.map(({ access }) => access)]);
  return {
    service: names.place.unit.name,
    access: [...kinds].sort(compareText),
    tables,
    evidence: [open.call.at, ...(decided === undefined ? [] : [decided.entry.at])],
    uses: all.length > 0,
    ...(decided && { env: decided }),
    ...(schema !== undefined && { schema }),
    ...(isAssumed && { assumed: true }),
  };
}

/**
 * A key-value store is a cache unless it is used as more: data that is no copy, or the only store of a service, where
 * something is kept without an expiry.
 */
function roleOf({ open, accesses }: AnyConnection, engine: string, hasOther: boolean): Datastore['role'] {
  const roles = new Set(accesses.map(({ role }) => role));
  const [only] = roles;
  if (roles.has('primary')) return 'primary';
  const stated = (roles.size === 1 ? only : undefined) ?? open.role;
  if (!isKeyValue(engine)) return stated ?? 'primary';
  const undecided = accesses.filter(({ role }) => role === undefined);
  return !hasOther && writes(undecided) && reads(accesses) ? 'primary' : (stated ?? 'cache');
}

function writes(accesses: readonly AccessSignal[]): boolean {
  return accesses.some(({ access }) => access === 'write');
}

function reads(accesses: readonly AccessSignal[]): boolean {
  return accesses.some(({ access }) => access === 'read');
}

/**
 * An embedded database through which nothing goes that could not go to a server's as well is what runs where there is no
 * server: on a developer's machine, in tests.
 */
function withoutFallbacks(visits: readonly Visit[]): Visit[] {
  const hasServer = visits.some(({ identity, role }) => role === 'primary' && isServer(identity.engine));
  return visits.filter(({ identity, isNeeded }) => !hasServer || isNeeded || !isEmbedded(identity.engine));
}

function isServer(engine: string): boolean {
  return RELATIONAL.has(engine);
}

const RELATIONAL = new Set(['postgres', 'cockroachdb', 'mysql', 'mssql', 'oracle']);

/** A connection whose address is proven in one deployment or one way of calling is no unknown one in another. */
function withoutGuesses(visits: readonly Visit[]): Visit[] {
  const site = ({ accessor, identity }: Visit): string => JSON.stringify([accessor.evidence[0], identity.engine]);
  const sure = new Set(visits.filter(({ identity }) => identity.proven).map(site));
  return visits.filter((visit) => visit.identity.proven || !sure.has(site(visit)));
}
