import type { ExternalCall } from '../../../model/program.js';
import { lit, type Residual } from '../../../model/residual.js';
import type { AccessSignal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { access, onEach } from '../rows.js';
import { arg, listOf, option } from '../select.js';

type Access = AccessSignal['access'];

/** Clients that have a method for each command: of version 2, and those of version 3 that are put together. */
const MADE = [
  '@aws-sdk/client-dynamodb.DynamoDB',
  'aws-sdk.DynamoDB',
  'aws-sdk.DynamoDB.DocumentClient',
  'aws-sdk/clients/dynamodb',
  'aws-sdk/clients/dynamodb.DynamoDB',
  'aws-sdk/clients/dynamodb.DocumentClient',
];
const CLIENTS = [...MADE, '@aws-sdk/lib-dynamodb.DynamoDBDocument.from'].map((path) => `${path}()`);
const COMMANDS = '{@aws-sdk/client-dynamodb,@aws-sdk/lib-dynamodb}';

/** Without an endpoint it is the account in which the service runs. */
const open: Row = (call) => {
  const url = option(call.args[0], 'endpoint');
  return { kind: 'open', engine: 'dynamodb', ...(url && { url }), call };
};

const one = (how: Access): Row => access('dynamodb', how, { table: arg(0, 'TableName') });

/** `{ RequestItems: { orders: [] } }` */
function batch(how: Access) {
  return (call: ExternalCall): AccessSignal[] => {
    const items = option(call.args[0], 'RequestItems');
    return items?.k === 'object' ? [...items.props.keys()].map((name) => accessTo(lit(name), how, call)) : [];
  };
}

/** `{ TransactItems: [{ Put: { TableName } }] }` */
function transaction(how: Access) {
  return (call: ExternalCall): AccessSignal[] =>
    listOf(option(call.args[0], 'TransactItems'))
      .flatMap((item) => (item.k === 'object' ? [...item.props.values()] : []))
      .flatMap((item) => option(item, 'TableName') ?? [])
      .map((table) => accessTo(table, how, call));
}

function accessTo(table: Residual, how: Access, call: ExternalCall): AccessSignal {
  return { kind: 'access', engine: 'dynamodb', access: how, table, call };
}

export const dynamodb = defineLibrary({
  package: '@aws-sdk/client-dynamodb',
  types: {
    ...Object.fromEntries(MADE.map((path) => [path, `${path}()`])),
    '@aws-sdk/lib-dynamodb.DynamoDBDocument': '@aws-sdk/lib-dynamodb.DynamoDBDocument.from()',
  },
  calls: {
    [`{${['@aws-sdk/client-dynamodb.DynamoDBClient', ...MADE].join()}}`]: open,
    [`${COMMANDS}.{Get,GetItem,Query,Scan}Command`]: one('read'),
    [`${COMMANDS}.{Put,PutItem,Update,UpdateItem,Delete,DeleteItem}Command`]: one('write'),
    [`${COMMANDS}.{BatchGet,BatchGetItem}Command`]: batch('read'),
    [`${COMMANDS}.{BatchWrite,BatchWriteItem}Command`]: batch('write'),
    [`${COMMANDS}.{TransactGet,TransactGetItems}Command`]: transaction('read'),
    [`${COMMANDS}.{TransactWrite,TransactWriteItems}Command`]: transaction('write'),
    ...onEach(CLIENTS, '{get,getItem,query,scan}', one('read')),
    ...onEach(CLIENTS, '{put,putItem,update,updateItem,delete,deleteItem}', one('write')),
    ...onEach(CLIENTS, '{batchGet,batchGetItem}', batch('read')),
    ...onEach(CLIENTS, '{batchWrite,batchWriteItem}', batch('write')),
    ...onEach(CLIENTS, '{transactGet,transactGetItems}', transaction('read')),
    ...onEach(CLIENTS, '{transactWrite,transactWriteItems}', transaction('write')),
  },
});
