import type { Schemas } from '../../src/model/schema.js';

/** `shop.proto` with the service `shop.Orders`, which finds and lists. */
export const SHOP_PROTO: Schemas['protos'][number] = {
  file: 'proto/shop.proto',
  package: 'shop',
  services: [
    {
      name: 'Orders',
      line: 3,
      methods: [
        { name: 'Find', line: 4 },
        { name: 'listAll', line: 5 },
      ],
    },
  ],
};

/** Code that loads it as `shop`. */
export const LOAD_SHOP = `import grpc from '@grpc/grpc-js'; import loader from '@grpc/proto-loader'; const { shop } = grpc.loadPackageDefinition(loader.loadSync('shop.proto'));`;

/** Code that answers to its `Find`. */
export const SHOP_SERVER = `${LOAD_SHOP} const server = new grpc.Server(); server.addService(shop.Orders.service, { find: () => undefined }); server.bindAsync('0.0.0.0:50051', null, () => undefined);`;
