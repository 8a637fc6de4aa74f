import type { ExternalCall } from '../../../model/program.js';
import { lit } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { calleeName, listOf, option, options, text } from '../select.js';

/** Each root field is an operation; all of them share one endpoint. */
function field(call: ExternalCall): Signal | undefined {
  if (call.decorates?.kind !== 'method') return undefined;
  const name = text(option(call.args[1], 'name')) ?? text(option(call.args[0], 'name')) ?? text(call.args[0]) ?? call.decorates.member ?? '';
  return { kind: 'route', method: calleeName(call).toUpperCase(), path: lit(name), protocol: 'graphql', call };
}

/** Federation: each subgraph is forwarded to. */
function* subgraphs(call: ExternalCall): Generator<Signal> {
  const [config] = call.args;
  for (const list of [option(config, 'subgraphs'), option(config, 'serviceList'), options(config, 'gateway', 'serviceList')]) {
    for (const graph of listOf(list)) {
      const url = option(graph, 'url');
      if (url) yield { kind: 'proxy', target: url, call };
    }
  }
}

const DECORATORS = ['@nestjs/graphql', 'type-graphql'].flatMap((p) => ['Query', 'Mutation', 'Subscription'].map((name) => `${p}.${name}`));

export const graphqlServers = defineLibrary({
  package: '@nestjs/graphql',
  calls: {
    ...Object.fromEntries(DECORATORS.map((path) => [path, field])),
    '@apollo/gateway.{IntrospectAndCompose,ApolloGateway}': subgraphs,
  },
  entries: Object.fromEntries([...DECORATORS, '@nestjs/graphql.ResolveField', '@nestjs/graphql.ResolveProperty', 'type-graphql.FieldResolver'].map((path) => [path, 'route' as const])),
});
