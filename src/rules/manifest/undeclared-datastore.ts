import { defineRule } from '../../model/rule.js';
import { matchStores, statements, storesOf } from './compare.js';

export const undeclaredDatastore = defineRule({
  meta: {
    id: 'manifest/undeclared-datastore',
    family: 'manifest',
    summary: 'A service opens only the datastores that msa.yaml lists for it.',
    why: 'A datastore that nobody wrote down has no owner that one could ask, and no backup that one could rely on.',
    fix: 'Add it to the `datastores` of the service in msa.yaml if it is wanted, else remove the connection.',
    severity: 'error',
    exempt: ['services without the list', 'datastores whose identity is not proven'],
    example: 'msa.yaml lists `datastores: [orders]` for orders, and orders also opens postgres://db/customers.',
    options: {},
  },
  *check(system) {
    for (const { service, names } of statements(system, 'datastores')) {
      const stores = storesOf(service.name, system);
      const declared = [
        ...matchStores(
          names.map(({ name }) => name),
          stores,
          system.declared,
        ).values(),
      ].flat();
      for (const store of stores) {
        if (!store.proven || declared.includes(store)) continue;
        const accessor = store.accessors.find((candidate) => candidate.service === service.name);
        const at = accessor?.evidence[0];
        yield {
          message: `${service.name} opens ${store.id}, which its \`datastores\` in msa.yaml does not list`,
          services: [service.name],
          datastore: store.id,
          ...(at === undefined ? {} : { at, label: `${service.name} opens it` }),
          related: [{ ...service.at, message: `what msa.yaml says about ${service.name}` }],
        };
      }
    }
  },
});
