import type { ExternalCall, ReachedClass } from '../../../model/program.js';
import { lit, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { calleeName, option, options, root } from '../select.js';
import { builder } from './connection.js';

const READS = 'findUnique,findUniqueOrThrow,findFirst,findFirstOrThrow,findMany,count,aggregate,groupBy';
const WRITES = 'create,createMany,createManyAndReturn,update,updateMany,upsert,delete,deleteMany';

/** The schema names the database unless the constructor does. */
function open(call: ExternalCall): Signal {
  const [config] = call.args;
  const adapter = option(config, 'adapter');
  const url = option(config, 'datasourceUrl') ?? options(config, 'datasources', 'db', 'url') ?? connectionString(adapter);
  return { kind: 'open', engine: 'prisma', ...(url && { url }), call };
}

/** `new PrismaPg({ connectionString })`, `new PrismaPg(new Pool({ connectionString }))`. */
function connectionString(adapter: Residual | undefined): Residual | undefined {
  if (adapter?.k !== 'call') return undefined;
  const [of] = adapter.args;
  return option(of?.k === 'call' ? of.args[0] : of, 'connectionString');
}

/** `prisma.user.findMany()`: the model is the property before the operation. */
function access(call: ExternalCall): Signal | undefined {
  const model = call.callee.k === 'prop' && call.callee.of.k === 'prop' ? call.callee.of.name : undefined;
  if (model === undefined) return undefined;
  return {
    kind: 'access',
    engine: 'prisma',
    access: READS.split(',').includes(calleeName(call)) ? 'read' : 'write',
    table: lit(model.charAt(0).toUpperCase() + model.slice(1)),
    ...withStore(call),
    call,
  };
}

function raw(call: ExternalCall): Signal {
  const [sql] = call.args;
  return {
    kind: 'access',
    engine: 'prisma',
    access: /execute/i.test(calleeName(call)) ? 'write' : 'read',
    ...(sql && { sql }),
    ...withStore(call),
    call,
  };
}

function withStore(call: ExternalCall): { store?: NonNullable<ReturnType<typeof root>> } {
  const store = root(call.callee);
  return store ? { store } : {};
}

function isOf({ cls }: ReachedClass, subject: Residual | undefined): boolean {
  return subject?.k === 'instance' && subject.cls.hash === cls.hash;
}

const CLIENT = '{@prisma/client,.prisma/client,@prisma/client/edge}.PrismaClient()';

export const prisma = defineLibrary({
  package: '@prisma/client',
  types: { '@prisma/client.Prisma.TransactionClient': '@prisma/client.PrismaClient()' },
  calls: {
    '{@prisma/client,.prisma/client,@prisma/client/edge}.PrismaClient': (call) => (call.isNew ? open(call) : undefined),
    [`${CLIENT}.*.{${READS},${WRITES}}`]: access,
    [`${CLIENT}.{$queryRaw,$executeRaw,$queryRawUnsafe,$executeRawUnsafe}`]: raw,
  },
  values: { [`${CLIENT}.$extends`]: builder },
  callbacks: { [`${CLIENT}.$transaction`]: { args: 'all', when: 'immediate', gives: 'receiver' } },
  // A service class that extends the client opens it when it is made; with a constructor of its own it is seen to.
  classes: function* (cls, { calls }) {
    if (cls.externalBase !== '@prisma/client.PrismaClient') return;
    if (calls.some(({ path, isNew, subject }) => isNew && path === cls.externalBase && isOf(cls, subject))) return;
    const callee = cls.cls;
    yield {
      kind: 'open',
      engine: 'prisma',
      call: {
        id: -1,
        path: cls.externalBase,
        callee,
        args: [],
        isNew: true,
        at: cls.at,
        site: `${cls.at.file}:${String(cls.at.line)}`,
        frame: -1,
        loops: [],
        guarded: false,
        callbacks: [],
        typeArgs: [],
        result: callee,
      },
    };
  },
});
