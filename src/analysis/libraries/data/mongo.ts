import type { Location } from '../../../model/location.js';
import type { ExternalCall, ReachedClass } from '../../../model/program.js';
import { alternatives, lit, pathOf, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { calleeName, listOf, option, origin, text, written } from '../select.js';
import { configured, entity } from './connection.js';
import { plural } from './naming.js';

const READS = 'find,findOne,findById,countDocuments,estimatedDocumentCount,count,distinct,exists,aggregate,watch';
const WRITES =
  'create,insertMany,insertOne,updateOne,updateMany,replaceOne,deleteOne,deleteMany,findOneAndUpdate,findOneAndDelete,findOneAndReplace,findOneAndRemove,findByIdAndUpdate,findByIdAndDelete,findByIdAndRemove,bulkWrite,remove,update,save,insert';
const WRITE = new Set(WRITES.split(','));

function open(call: ExternalCall): Signal | undefined {
  const [first, second] = call.args;
  const config = configured(first);
  const url = written(config, 'uri') ?? config;
  const database = option(second, 'dbName') ?? option(config, 'dbName');
  return url && { kind: 'open', engine: 'mongodb', url, ...(database && { database }), call };
}

/** Collection of a model: its third argument, its schema's option, else the lower-cased plural of its name. */
function model(call: ExternalCall): Signal | undefined {
  const [name, schema, collection] = call.args;
  const named = text(name);
  if (named === undefined) return undefined;
  return {
    kind: 'entity',
    engine: 'mongodb',
    name: named,
    table: collection ?? option(schema?.k === 'call' ? schema.args[1] : undefined, 'collection') ?? lit(plural(named)),
    ...schemaPlace(schema),
    call,
  };
}

/** A model is written down where its schema is: what registers it may stand in a common module. */
function schemaPlace(schema: Residual | undefined): { readonly at: Location } | undefined {
  const [, file, line, column] = /^(.+):(\d+):(\d+)$/.exec(schema?.k === 'call' ? schema.site : '') ?? [];
  return file === undefined ? undefined : { at: { file, line: Number(line), column: Number(column) } };
}

/** What the decorators of a schema's class say is not said again. */
function* features(call: ExternalCall): Generator<Signal> {
  for (const feature of listOf(call.args[0])) {
    const name = nameOf(option(feature, 'name'));
    const [schema, collection] = [option(feature, 'schema'), option(feature, 'collection')];
    const isDecorated = schema?.k === 'call' && schema.args[0]?.k === 'class';
    if (name !== undefined && !(isDecorated && collection === undefined))
      yield { kind: 'entity', engine: 'mongodb', name, table: collection ?? lit(plural(name)), ...schemaPlace(schema), call };
  }
}

function access(call: ExternalCall): Signal {
  const store = call.callee.k === 'prop' ? call.callee.of : call.callee;
  const table = tableOf(store);
  return {
    kind: 'access',
    engine: 'mongodb',
    access: WRITE.has(calleeName(call)) ? 'write' : 'read',
    ...(table && { table }),
    store,
    call,
  };
}

function tableOf(store: Residual): Residual | undefined {
  const made = origin(store, /\.(model|collection|Model|getModelForClass)$/);
  const [name, , collection] = made?.args ?? [];
  if (made && (pathOf(made.callee) ?? '').endsWith('collection')) return name;
  if (collection?.k === 'lit') return collection;
  const named = text(name) ?? nameOf(made?.injected?.decoratorArgs?.[0]);
  return named === undefined ? undefined : lit(plural(named));
}

/** `User.name` of a class of ours is its name already; a class stands for itself. */
function nameOf(r: Residual | undefined): string | undefined {
  return (
    r &&
    alternatives(r)
      .map(text)
      .find((t) => t !== undefined)
  );
}

/** `@Schema({ collection })` of Nest. */
function* schemas(cls: ReachedClass): Generator<Signal> {
  for (const { path, args } of cls.decorators)
    if (path === '@nestjs/mongoose.Schema') yield entity(cls, option(args[0], 'collection') ?? plural(cls.name), 'mongodb');
}

const MODELS = [
  'mongoose.model()',
  'mongoose.createConnection().model()',
  'mongoose.connection.model()',
  'mongoose.Model()',
  'mongoose.models.*',
];
const CLIENTS = ['mongodb.MongoClient()', 'mongodb.MongoClient.connect()', 'mongodb.MongoClient().connect()'];

export const mongo = defineLibrary({
  package: 'mongoose',
  types: {
    'mongodb.Db': 'mongodb.MongoClient().db()',
    'mongodb.Collection': 'mongodb.MongoClient().db().collection()',
    'mongoose.Connection': 'mongoose.createConnection()',
  },
  calls: {
    'mongoose.{connect,createConnection}': open,
    'mongoose.mongoose.connect': open,
    '@nestjs/mongoose.MongooseModule.{forRoot,forRootAsync}': open,
    '@nestjs/mongoose.MongooseModule.forFeature': features,
    'mongodb.MongoClient': (call) => (call.isNew ? open(call) : undefined),
    'mongodb.MongoClient.connect': open,
    'mongoose.model': model,
    'mongoose.{createConnection(),connection}.model': model,
    ...Object.fromEntries(MODELS.map((m) => [`${m}.{${READS},${WRITES}}`, access])),
    ...Object.fromEntries(MODELS.filter((m) => !m.includes('*')).map((m) => [`${m}().save`, access])),
    ...Object.fromEntries(
      CLIENTS.flatMap((c) => [`${c}.db().collection().{${READS},${WRITES}}`, `${c}.collection().{${READS},${WRITES}}`]).map((key) => [
        key,
        access,
      ]),
    ),
    'mongoose.connection.collection().{find,findOne,insertOne,updateOne,deleteOne}': access,
  },
  callbacks: {
    'mongodb.MongoClient.connect': { args: 'all', when: 'immediate', params: [undefined, 'mongodb.MongoClient()'] },
    'mongodb.MongoClient().connect': { args: 'all', when: 'immediate', params: [undefined, 'mongodb.MongoClient()'] },
  },
  models: ['mongoose.{Model,Document,Schema}'],
  classes: schemas,
});
