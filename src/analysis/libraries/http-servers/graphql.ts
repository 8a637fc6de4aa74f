import type { CallbackRow, ExternalCall, Program } from '../../../model/program.js';
import { lit, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { proxy } from '../rows.js';
import { calleeName, listOf, option, options, text } from '../select.js';
import { codeField, resolverFields, schemaTexts } from './graphql-fields.js';

const ROOTS = ['Query', 'Mutation', 'Subscription'];
const DECORATORS = ['@nestjs/graphql', 'type-graphql'].flatMap((pkg) => ROOTS.map((name) => `${pkg}.${name}`));
const FIELDS = [
  '@nestjs/graphql.ResolveField',
  '@nestjs/graphql.ResolveProperty',
  '@nestjs/graphql.ResolveReference',
  'type-graphql.FieldResolver',
];
const PROPERTIES = ['@nestjs/graphql.Field', 'type-graphql.Field'];

/** `@Query(() => [Order], { name: 'orders' })`: each root field is an operation; all of them share one endpoint. */
function* decorated(call: ExternalCall, program: Program): Generator<Signal> {
  if (call.decorates?.kind !== 'method') return;
  const name = text(option(call.args[1], 'name')) ?? text(option(call.args[0], 'name')) ?? text(call.args[0]) ?? call.decorates.member;
  if (name !== undefined) yield operation(call, calleeName(call), name);
  const field = codeField(call, calleeName(call), program);
  if (field) yield field;
}

const field: Row = (call, program) => codeField(call, undefined, program);

function operation(call: ExternalCall, root: string, name: string): Signal {
  return { kind: 'route', method: root.toUpperCase(), path: lit(name), protocol: 'graphql', call };
}

/** `new ApolloServer({ typeDefs, resolvers: { Query: { orders } } })`; several modules of resolvers are a list. */
function* resolvers(call: ExternalCall, program: Program): Generator<Signal> {
  for (const config of listOf(call.args[0])) yield* graphqlServer(config, call, program);
  yield* subgraphs(call);
}

/** Schema and resolvers as the options of a server have them. */
export function* graphqlServer(config: Residual, call: ExternalCall, program: Program): Generator<Signal> {
  yield* schemaTexts(option(config, 'typeDefs') ?? option(config, 'schema'), call);
  for (const map of listOf(option(config, 'resolvers'))) {
    for (const root of ROOTS) for (const name of namesOf(option(map, root))) yield operation(call, root, name);
    yield* resolverFields(map, call, program);
  }
}

function namesOf(fields: Residual | undefined): readonly string[] {
  return listOf(fields).flatMap((one) => (one.k === 'object' ? [...one.props.keys()] : []));
}

/** Federation: `new IntrospectAndCompose({ subgraphs: [{ name, url }] })`, the old `serviceList`. */
function* subgraphs(call: ExternalCall): Generator<Signal> {
  const [config] = call.args;
  for (const list of [option(config, 'subgraphs'), option(config, 'serviceList'), options(config, 'gateway', 'serviceList')]) {
    for (const graph of listOf(list)) {
      const url = option(graph, 'url');
      if (url) yield proxy(call, url);
    }
  }
}

const SERVERS = [
  '{@apollo/server,apollo-server,apollo-server-express,apollo-server-fastify,apollo-server-koa,apollo-server-lambda,apollo-server-micro}.ApolloServer',
  '{@graphql-tools/schema,graphql-tools,apollo-server,apollo-server-express}.makeExecutableSchema',
  '{@apollo/subgraph,@apollo/federation}.{buildSubgraphSchema,buildFederatedSchema}',
  'graphql-yoga.{createSchema,GraphQLServer}',
];
/** Functions that resolve the fields of a schema. */
export const RESOLVERS: CallbackRow = { args: 'all', when: 'registered', entry: 'route' };

export const graphqlServers = defineLibrary({
  package: '@nestjs/graphql',
  calls: {
    ...Object.fromEntries(DECORATORS.map((path) => [path, decorated])),
    ...Object.fromEntries([...FIELDS, ...PROPERTIES].map((path) => [path, field])),
    ...Object.fromEntries(SERVERS.map((path) => [path, resolvers])),
    // Read by `codeField`.
    '{@nestjs/graphql,type-graphql}.{Resolver,ObjectType,InterfaceType}': () => undefined,
    '@apollo/gateway.{IntrospectAndCompose,ApolloGateway}': subgraphs,
    '@nestjs/graphql.GraphQLModule.{forRoot,forRootAsync}': subgraphs,
    '@nestjs/graphql.GraphQLGatewayModule.forRoot': subgraphs,
  },
  callbacks: Object.fromEntries(SERVERS.map((path) => [path, RESOLVERS])),
  entries: Object.fromEntries([...DECORATORS, ...FIELDS].map((path) => [path, 'route' as const])),
});
