import type { Residual } from '../../../model/residual.js';
import { defineLibrary, type Row } from '../define-library.js';
import { access, onEach } from '../rows.js';
import { isText, option, origin, receiver, type Selector } from '../select.js';
import { configured } from './connection.js';

const CLIENT = '@azure/cosmos.CosmosClient()';
const DATABASES = [`${CLIENT}.database()`, `${CLIENT}.databases.createIfNotExists().database`, `${CLIENT}.databases.create().database`];
const CONTAINERS = DATABASES.flatMap((of) => [
  `${of}.container()`,
  `${of}.containers.createIfNotExists().container`,
  `${of}.containers.create().container`,
]);

/** `database('shop')`, `databases.createIfNotExists({ id: 'shop' })`. */
const id = ({ args: [first] }: { readonly args: readonly Residual[] }): Residual | undefined =>
  isText(first) ? first : option(first, 'id');

/** The account is known to the client, the database is chosen late. */
const open: Row = (call) => {
  const account = origin(call.callee, /\.CosmosClient$/)?.args[0];
  const url = isText(account) ? account : (option(account, 'connectionString') ?? option(account, 'endpoint'));
  const database = id(call);
  return { kind: 'open', engine: 'cosmosdb', ...(url && { url }), ...(database && { database }), call };
};

/** `AzureCosmosDbModule.forRoot({ endpoint, key, dbName })` */
const nest: Row = (call) => {
  const config = configured(call.args[0]);
  const [url, database] = [option(config, 'endpoint'), option(config, 'dbName')];
  return { kind: 'open', engine: 'cosmosdb', ...(url && { url }), ...(database && { database }), call };
};

const container: Selector = ({ callee }) => {
  const made = origin(callee, /\.(?:container|containers\.createIfNotExists|containers\.create)$/);
  return made && id(made);
};

const through = { table: container, store: receiver };

export const cosmos = defineLibrary({
  package: '@azure/cosmos',
  types: { '@azure/cosmos.Database': DATABASES[0] ?? '', '@azure/cosmos.Container': CONTAINERS[0] ?? '' },
  calls: {
    [`${CLIENT}.{database,databases.createIfNotExists,databases.create}`]: open,
    '@nestjs/azure-database.AzureCosmosDbModule.{forRoot,forRootAsync}': nest,
    ...onEach(CONTAINERS, 'items.{query,readAll,changeFeed,getChangeFeedIterator}', access('cosmosdb', 'read', through)),
    ...onEach(CONTAINERS, 'items.{create,upsert,bulk,executeBulkOperations,batch}', access('cosmosdb', 'write', through)),
    ...onEach(CONTAINERS, 'item().read', access('cosmosdb', 'read', through)),
    ...onEach(CONTAINERS, 'item().{replace,delete,patch}', access('cosmosdb', 'write', through)),
  },
});
