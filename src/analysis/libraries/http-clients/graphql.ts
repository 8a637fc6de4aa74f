import { lit } from '../../../model/residual.js';
import { defineLibrary, type Row } from '../define-library.js';
import { httpRequest } from '../rows.js';
import { arg, either, isText, optionInside, origin, originArg, subjectField, type Selector } from '../select.js';

const operation = (url: Selector): Row => httpRequest({ method: () => lit('POST'), url, protocol: 'graphql' });

/** `new ApolloClient({ uri })`, `{ link: from([retry, new HttpLink({ uri })]) }`: all operations go to one URL. */
const apolloUrl: Selector = (call) => {
  const [config] = origin(call.callee, /\.ApolloClient$/)?.args ?? [];
  const link = config?.k === 'object' ? config.props.get('link') : undefined;
  return config?.k === 'object' ? (config.props.get('uri') ?? optionInside(link, 'uri') ?? config.props.get('link')) : undefined;
};

/** `class Orders extends RESTDataSource { baseURL = … }` calls `this.get('orders')`. */
const dataSource: Row = (call, program) => {
  const base = subjectField(call, program, /^baseURL$/);
  return httpRequest({ url: arg(0), ...(base && { base: () => base }) })(call, program);
};

export const graphqlClients = defineLibrary({
  package: 'graphql-request',
  calls: {
    '{graphql-request,graphql-request.request,graphql-request.rawRequest}': operation(
      either((call) => (isText(call.args[0]) ? call.args[0] : undefined), arg(0, 'url'), arg(0)),
    ),
    'graphql-request.GraphQLClient().{request,rawRequest,batchRequests}': operation(originArg(/\.GraphQLClient$/, 0)),
    '{@apollo/client,@apollo/client/core,apollo-client,apollo-boost}.ApolloClient().{query,mutate,subscribe}': operation(apolloUrl),
    '{urql,@urql/core}.{createClient,Client}().{query,mutation,subscription}': operation(originArg(/\.(?:createClient|Client)$/, 0, 'url')),
    '{@apollo/datasource-rest,apollo-datasource-rest}.RESTDataSource().{get,post,put,patch,delete}': dataSource,
  },
});
