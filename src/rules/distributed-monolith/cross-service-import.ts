import type { Violation } from '../../model/finding.js';
import { compareLocations } from '../../model/location.js';
import { defineRule } from '../../model/rule.js';
import type { ServiceImport } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';
import { plural } from '../../shared/text.js';
import { servicesByName } from '../services.js';

export const crossServiceImport = defineRule({
  meta: {
    id: 'distributed-monolith/cross-service-import',
    family: 'distributed-monolith',
    summary: 'The source of a service imports nothing from the source of another one.',
    why: 'The importing service is built from code of the other: both change together, and the boundary exists on paper only.',
    fix: 'Call the other service, or move what both need (a contract, a utility) into a package of its own.',
    severity: 'error',
    sources: ['dependency-cruiser decides whether the import is there and whether it is for types only'],
    exempt: [
      'packages of the repository that are no service',
      'a client or contract that the package of a service exports under a name of its own: `@shop/orders/client`',
      'the type of a router or an application that a typed client is made of (tRPC, Hono, Elysia, oRPC): it says how the other is asked',
      'two processes that start from one source folder',
      'what starts three or more services in one process, as an all-in-one server does, and is imported by nobody',
      'imports for types only are warnings',
    ],
    example: "services/billing/src/total.ts has `import { Order } from '../../orders/src/order.js'`.",
    measures: ['imports'],
    options: {
      interfaces: {
        type: 'array',
        items: { type: 'string' },
        default: [],
        description:
          'Names of files, without extension, that others may import. For a modular monolith whose modules are listed as services: `[index]`.',
      },
    },
  },
  *check(system, { interfaces }) {
    const services = servicesByName(system);
    const crossings = system.imports.filter(({ from, to, target }) => {
      const [importer, owner] = [services.get(from), services.get(to)];
      return importer !== undefined && owner !== undefined && importer.path !== owner.path && !interfaces.includes(nameOf(target));
    });
    for (const pair of groupBy(crossings, ({ from, to }) => JSON.stringify([from, to])).values()) yield violation(pair);
  },
});

/** `src/modules/orders/index.ts` → `index`. */
function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\..*$/, '');
}

/** One finding for each direction between two services; imports that run come before those for types. */
function violation(imports: readonly ServiceImport[]): Violation {
  const sorted = [...imports].sort((a, b) => Number(a.typeOnly) - Number(b.typeOnly) || compareLocations(a.at, b.at));
  const [first, ...others] = sorted;
  if (first === undefined) throw new Error('a group has members');
  const { from, to, typeOnly, target, at } = first;
  const more = others.length === 0 ? '' : ` and ${plural(others.length, 'more import')}`;
  return {
    message: `${from} imports ${typeOnly ? 'types from ' : ''}the source of ${to}: ${target}${more}`,
    services: [from, to],
    subject: `${from} imports ${to}`,
    at,
    label: `a file of ${to}`,
    related: others.map((item) => ({ ...item.at, message: `imports ${item.target}` })),
    ...(typeOnly ? ({ severity: 'warning' } as const) : {}),
    metrics: { imports: imports.length, typeOnly: imports.filter((item) => item.typeOnly).length },
  };
}
