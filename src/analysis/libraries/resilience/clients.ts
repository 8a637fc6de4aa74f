/** Ways to write the clients whose calls give up, break off and are made again. */
export const WITHOUT_BODY = 'get,delete,head,options';
export const WITH_BODY = 'post,put,patch,postForm,putForm,patchForm';
export const NEST_HTTP = ['@nestjs/axios.HttpService()', '@nestjs/common.HttpService()'].flatMap((path) => [path, `${path}.axiosRef`]);
export const PROXIES = ['create()', 'TCP', 'Redis', 'Nats', 'Mqtt', 'RMQ', 'Kafka', 'Proxy'].map((name) =>
  name === 'create()' ? '@nestjs/microservices.ClientProxyFactory.create()' : `@nestjs/microservices.Client${name}()`,
);
export const NEST_GRPC = ['ClientGrpc()', 'ClientGrpcProxy()', 'ClientProxyFactory.create()'].map(
  (name) => `@nestjs/microservices.${name}`,
);
