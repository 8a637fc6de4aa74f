import type { Location } from '../../../model/location.js';
import type { ExternalCall, ReachedClass } from '../../../model/program.js';
import { alternatives, lit, pathOf, type CallResult, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { access, onEach } from '../rows.js';
import { listOf, option, origin, receiver, text, written, type Selector } from '../select.js';
import { builder, configured, entity, opened } from './connection.js';
import { plural } from './naming.js';

const READS = 'find,findOne,findById,countDocuments,estimatedDocumentCount,count,distinct,exists,aggregate,watch,listIndexes,mapReduce';
const WRITES = [
  'create,insertMany,insertOne,insert,updateOne,updateMany,update,replaceOne,deleteOne,deleteMany,remove,bulkWrite,bulkSave',
  'findOneAndUpdate,findOneAndDelete,findOneAndReplace,findOneAndRemove,findAndModify',
  'findByIdAndUpdate,findByIdAndDelete,findByIdAndRemove',
].join();
const ROW_WRITES = 'save,updateOne,deleteOne,remove,update,replaceOne';

/** `connect(url, { dbName })`; modules of Nest take a factory that gives `{ uri }`. */
const open: Row = (call) => {
  const [first, second] = call.args;
  const config = configured(first);
  const url = written(config, 'uri') ?? config;
  const database = option(second, 'dbName') ?? option(config, 'dbName');
  return url && { kind: 'open', engine: 'mongodb', url, ...(database && { database }), call };
};

/** Collection of a model: its third argument, its schema's option, else the lower-cased plural of its name. */
const model: Row = (call) => {
  const [name, schema, collection] = call.args;
  const named = text(name);
  if (named === undefined || !schema) return undefined;
  const table = collection ?? collectionOf(schema) ?? lit(plural(named));
  return { kind: 'entity', engine: 'mongodb', name: named, table, ...schemaPlace(schema), call };
};

/** A model is written down where its schema is: what registers it may stand in a common module. */
function schemaPlace(schema: Residual | undefined): { readonly at: Location } | undefined {
  const [, file, line, column] = /^(.+):(\d+):(\d+)$/.exec(schema?.k === 'call' ? schema.site : '') ?? [];
  return file === undefined ? undefined : { at: { file, line: Number(line), column: Number(column) } };
}

/** `new Schema({ … }, { collection })` */
function collectionOf(schema: Residual): Residual | undefined {
  return schema.k === 'call' ? option(schema.args[1], 'collection') : undefined;
}

/** `MongooseModule.forFeature([{ name, schema, collection }])`; a schema that is made of a class is told by the class. */
function* features(call: ExternalCall): Generator<Signal> {
  for (const feature of listOf(call.args[0])) {
    const [name, schema, collection] = [nameOf(option(feature, 'name')), option(feature, 'schema'), option(feature, 'collection')];
    const isOfClass = schema?.k === 'call' && schema.args[0]?.k === 'class';
    if (name === undefined || (isOfClass && !collection)) continue;
    const table = collection ?? (schema && collectionOf(schema)) ?? lit(plural(name));
    yield { kind: 'entity', engine: 'mongodb', name, table, ...schemaPlace(schema), call };
  }
}

/** The collection that a call names or its model defines; of a model defined elsewhere the name, which stands for its collection. */
const table: Selector = ({ callee }) => {
  const made = origin(callee, /\.(?:model|collection|Model|getModelForClass)$/);
  const path = (made && pathOf(made.callee)) ?? '';
  if (made && /\.(?:collection|getModelForClass)$/.test(path)) return made.args[0];
  const named = /\.models\.(\w+)/.exec(pathOf(callee) ?? '')?.[1];
  return named === undefined ? made && modelTable(made) : lit(named);
};

function modelTable(made: CallResult): Residual | undefined {
  const named = modelName(made);
  if (named === undefined) return modelClass(made);
  const [, schema, collection] = made.args;
  return schema ? (collection ?? collectionOf(schema) ?? lit(plural(named))) : lit(named);
}

/** `@InjectModel(Order)` of Typegoose. */
function modelClass({ injected }: CallResult): Residual | undefined {
  const [given] = injected?.decoratorArgs ?? [];
  return given?.k === 'class' ? given : undefined;
}

function modelName({ args, injected }: CallResult): string | undefined {
  return text(args[0]) ?? nameOf(injected?.decoratorArgs?.[0]);
}

/** `User.name` of a class of ours is its name already. */
function nameOf(r: Residual | undefined): string | undefined {
  return (
    r &&
    alternatives(r)
      .map(text)
      .find((t) => t !== undefined)
  );
}

/** `@Schema({ collection })` of Nest, `@modelOptions({ schemaOptions: { collection } })` of Typegoose. */
function* schemas(cls: ReachedClass): Generator<Signal> {
  for (const { path, args } of cls.decorators) {
    if (path === '@nestjs/mongoose.Schema') yield entity(cls, option(args[0], 'collection') ?? plural(cls.name), 'mongodb');
    if (path === '@typegoose/typegoose.modelOptions')
      yield entity(cls, option(option(args[0], 'schemaOptions'), 'collection') ?? plural(cls.name), 'mongodb');
  }
}

const CONNECTIONS = ['mongoose', 'mongoose.connection', 'mongoose.createConnection()', 'mongoose.connect()'];
const MODELS = [
  ...CONNECTIONS.flatMap((of) => [`${of}.model()`, `${of}.models.*`]),
  'mongoose.Model()',
  '@typegoose/typegoose.getModelForClass()',
];
/** Documents: made by code, or given by a query. */
const ROWS = MODELS.flatMap((of) => [`${of}()`, ...['findOne', 'findById', 'create'].map((name) => `${of}.${name}()`)]);
const CLIENTS = ['mongodb.MongoClient()', 'mongodb.MongoClient.connect()', 'mongodb.connect()'];
const COLLECTIONS = [
  ...CLIENTS.flatMap((of) => [`${of}.db().collection()`, `${of}.collection()`]),
  ...CONNECTIONS.slice(1).flatMap((of) => [`${of}.collection()`, `${of}.db.collection()`]),
];

const through = { table, store: receiver };
const reads = access('mongodb', 'read', through);
const writes = access('mongodb', 'write', through);

export const mongo = defineLibrary({
  package: 'mongoose',
  types: {
    'mongodb.Db': 'mongodb.MongoClient().db()',
    'mongodb.Collection': 'mongodb.MongoClient().db().collection()',
    'mongoose.Connection': 'mongoose.createConnection()',
    '@typegoose/typegoose.ReturnModelType': 'mongoose.Model()',
    '@typegoose/typegoose/lib/types.ModelType': 'mongoose.Model()',
  },
  calls: {
    'mongoose.{connect,createConnection}': open,
    'mongoose.mongoose.connect': open,
    '@nestjs/mongoose.MongooseModule.{forRoot,forRootAsync}': open,
    '{nestjs-typegoose,@m8a/nestjs-typegoose}.TypegooseModule.{forRoot,forRootAsync}': open,
    '@nestjs/mongoose.MongooseModule.forFeature': features,
    'nestjs-event-sourcing.EventSourcingModule.{forRoot,forRootAsync}': (call) =>
      opened('mongodb', option(configured(call.args.at(-1)), 'mongoUrl'), call),
    'mongodb.MongoClient': (call, program) => (call.isNew ? open(call, program) : undefined),
    'mongodb.{MongoClient.connect,connect}': open,
    ...onEach(CONNECTIONS, 'model', model),
    ...onEach([...MODELS, ...COLLECTIONS], `{${READS}}`, reads),
    ...onEach([...MODELS, ...COLLECTIONS], `{${WRITES}}`, writes),
    ...onEach(ROWS, `{${ROW_WRITES}}`, writes),
  },
  values: {
    'mongodb.MongoClient().connect': builder,
    'mongoose.createConnection().asPromise': builder,
    // In the collection of the model that it is a kind of.
    ...onEach(MODELS, 'discriminator', builder),
  },
  callbacks: {
    ...onEach(CLIENTS, 'connect', { args: 'all' as const, when: 'immediate' as const, gives: 'receiver' as const, givesAt: 1 }),
    'mongodb.{MongoClient.connect,connect}': { args: 'all', when: 'immediate', gives: 'result', givesAt: 1 },
  },
  models: ['mongoose.{Model,Document,Schema}'],
  classes: schemas,
});
