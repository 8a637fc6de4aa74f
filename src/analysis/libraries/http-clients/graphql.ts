import type { ExternalCall } from '../../../model/program.js';
import { lit } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { option, origin } from '../select.js';

/** All operations go to one URL. */
function query(call: ExternalCall): Signal | undefined {
  const client = origin(call.callee, /GraphQLClient$|ApolloClient$|createClient$/);
  const [config] = client?.args ?? [];
  const link = option(config, 'link');
  const url = option(config, 'uri') ?? option(config, 'url') ?? option(link?.k === 'call' ? link.args[0] : undefined, 'uri') ?? config;
  return url && { kind: 'request', protocol: 'graphql', method: lit('POST'), url, call };
}

export const graphqlClients = defineLibrary({
  package: 'graphql-request',
  calls: {
    'graphql-request.request': (call) =>
      call.args[0] ? { kind: 'request', protocol: 'graphql', method: lit('POST'), url: call.args[0], call } : undefined,
    'graphql-request.GraphQLClient().{request,rawRequest}': query,
    '@apollo/client.ApolloClient().{query,mutate,subscribe}': query,
    'apollo-client.ApolloClient().{query,mutate,subscribe}': query,
    '{urql,@urql/core}.createClient().{query,mutation}': query,
  },
});
