import type { ExternalCall, Program, ReachedClass } from '../../../model/program.js';
import { lit, pathOf, type Residual } from '../../../model/residual.js';
import type { OpenSignal, Signal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { access, onEach } from '../rows.js';
import { arg, either, isText, option, origin, receiver, text, type Selector } from '../select.js';
import { builder, configured, entity, opened, ownClass } from './connection.js';
import { plural } from './naming.js';

const READS = 'findAll,findOne,findByPk,findAndCountAll,findOrBuild,count,max,min,sum,aggregate';
const WRITES = 'create,bulkCreate,upsert,update,destroy,restore,truncate,increment,decrement,findOrCreate,findCreateFind';
const ROW_WRITES = 'save,update,destroy,restore,increment,decrement';

/** `new Sequelize(url, options)`, `(database, user, password, options)`, `(options)`. */
function open(call: ExternalCall): Signal | undefined {
  const [first, second] = call.args;
  const config = configured(call.args.findLast((one) => !isText(one)) ?? call.args.at(-1));
  const given = opened(engineOf(config), config, call);
  if (!isText(first)) return config && given;
  return call.args.length >= 3 || isText(second) ? { ...given, database: first } : { ...given, url: first };
}

/** The dialect by its name, or by the class of a dialect's package: `@sequelize/postgres`. */
function engineOf(config: Residual | undefined): OpenSignal['engine'] {
  const dialect = option(config, 'dialect');
  const [, pkg] = /^@sequelize\/(\w+)\./.exec((dialect && pathOf(dialect)) ?? '') ?? [];
  return pkg ?? dialect ?? 'unknown';
}

const PACKAGES = ['sequelize', 'sequelize-typescript', '@sequelize/core'];
const CLIENTS = [...PACKAGES.map((pkg) => `${pkg}.Sequelize()`), 'sequelize()', '@nestjs/sequelize.InjectConnection()'];
const NAMED = CLIENTS.flatMap((client) => [`${client}.define()`, `${client}.model()`, `${client}.models.*`]);
const STATICS = PACKAGES.map((pkg) => `${pkg}.Model.static()`);
/** Objects of a model: made by code, or given by a query. */
const ROWS = [
  ...PACKAGES.map((pkg) => `${pkg}.Model()`),
  ...[...STATICS, ...NAMED].flatMap((model) => [
    `${model}()`,
    ...['findOne', 'findByPk', 'create', 'build'].map((name) => `${model}.${name}()`),
  ]),
];
/** A model that is injected by its type, `typeof User`, has its static methods. */
const MODELS = [...STATICS, ...NAMED, ...PACKAGES.map((pkg) => `${pkg}.Model()`)];

/** The class of a model, or its name: `sequelize.define('user')`, `sequelize.models.user`. */
const model: Selector = either(
  ownClass,
  (call) => origin(call.callee, /\.(?:define|model)$/)?.args[0],
  (call) => {
    const [, name] = /\.models\.(\w+)/.exec(call.path) ?? [];
    return name === undefined ? undefined : lit(name);
  },
);

const defined: Row = (call) => {
  const name = text(call.args[0]);
  return name === undefined ? undefined : { kind: 'entity', engine: undefined, name, table: tableOf(call.args[2], name), call };
};

/** `User.init(attributes, { sequelize, modelName, tableName })`. */
function initialised(call: ExternalCall, { classes }: Program): Signal | undefined {
  const cls = ownClass(call);
  const own = classes.find((reached) => cls?.k === 'class' && reached.cls.hash === cls.hash);
  const settings = call.args[1];
  return own && { ...entity(own, tableOf(settings, text(option(settings, 'modelName')) ?? own.name)), call };
}

function tableOf(settings: Residual | undefined, name: string): Residual {
  const frozen = option(settings, 'freezeTableName');
  return option(settings, 'tableName') ?? lit(frozen?.k === 'lit' && frozen.v === true ? name : plural(name));
}

/** `@Table({ tableName })` and `@Table` alone. */
function* tables(cls: ReachedClass): Generator<Signal> {
  for (const { path, args } of cls.decorators)
    if (path === 'sequelize-typescript.Table' || path === '@sequelize/core.Table') yield entity(cls, tableOf(args[0], cls.name));
}

const through = { table: model, store: receiver };

export const sequelize = defineLibrary({
  package: 'sequelize',
  calls: {
    [`{${PACKAGES.join()}}.Sequelize`]: open,
    sequelize: open,
    '@nestjs/sequelize.SequelizeModule.{forRoot,forRootAsync}': open,
    ...onEach(CLIENTS, 'define', defined),
    ...onEach(STATICS, 'init', initialised),
    ...onEach(MODELS, `{${READS}}`, access(undefined, 'read', through)),
    ...onEach(MODELS, `{${WRITES}}`, access(undefined, 'write', through)),
    ...onEach(ROWS, `{${ROW_WRITES}}`, access(undefined, 'write', through)),
    ...onEach(CLIENTS, 'query', access(undefined, 'read', { sql: either(arg(0, 'query'), arg(0)), store: receiver })),
  },
  values: onEach(MODELS, '{scope,unscoped,schema,withScope,withoutScope}', builder),
  models: PACKAGES.map((pkg) => `${pkg}.Model`),
  classes: tables,
});
