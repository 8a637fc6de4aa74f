import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isWriting } from '../../src/scaffold/plan.js';
import { render } from '../../src/scaffold/render/render.js';
import type { Wanted } from '../../src/scaffold/wanted.js';
import { withoutPattern, withoutService, withPattern, withService } from '../../src/scaffold/operations.js';
import { changed, type Disk, diskOf, planFor, TEMPLATES, templatesOf, type Texts, textsOf, wantedOf } from '../support/scaffold.js';

const templates = templatesOf(TEMPLATES);
const LAYERS = ['rest', 'database', 'events', 'gateway'];
const someLayers = fc.subarray(LAYERS);

/** Files of somebody who had a repository before. */
const OWN: Texts = {
  'package.json': '{\n\t"name": "mine",\n\t"scripts": { "test": "jest" },\n\t"dependencies": {}\n}',
  'msa.yaml': '# mine\nservices:\n    old: { path: old } # the old one\n\nrules: {}\n',
  'compose.yaml': 'services:\n    # cache\n    redis:\n        image: redis\nvolumes: {}\n',
  '.gitignore': 'dist/\r\n*.log\r\n',
  'README.md': 'Mine.\n',
};
const anyDisk = fc.constantFrom({}, OWN).map(diskOf);

function next(wanted: Wanted, name: string, layers: readonly string[]): Wanted {
  return layers.reduce((all, layer) => withPattern(all, name, layer, {}), wanted);
}

describe('layers', () => {
  it('commute: whatever the order they come in, the files are those of all at once', () => {
    fc.assert(
      fc.property(anyDisk, fc.shuffledSubarray(LAYERS), (disk, order) => {
        let [at, wanted] = [disk, wantedOf({ orders: [] })];
        at = changed(at, wanted, templates);
        for (const layer of order) {
          wanted = next(wanted, 'orders', [layer]);
          at = changed(at, wanted, templates);
        }
        expect(textsOf(at)).toEqual(textsOf(changed(disk, wantedOf({ orders: order }), templates)));
      }),
    );
  });

  it('go as they came: every byte is as before', () => {
    fc.assert(
      fc.property(anyDisk, someLayers, fc.constantFrom(...LAYERS), (disk, layers, layer) => {
        fc.pre(!layers.includes(layer) && !(layer === 'database' && layers.includes('events')));
        const wanted = wantedOf({ orders: layers, payments: ['rest'] });
        const before = changed(disk, wanted, templates);
        const added = next(wanted, 'orders', [layer]);
        const back = changed(changed(before, added, templates), withoutPattern(added, 'orders', layer, templates), templates);
        expect(textsOf(back)).toEqual(textsOf(before));
      }),
    );
  });

  it('leave nothing when the last service goes, and what was there before stays', () => {
    fc.assert(
      fc.property(anyDisk, someLayers, (disk, layers) => {
        const wanted = wantedOf({ orders: layers });
        const made = changed(disk, wanted, templates);
        expect(textsOf(changed(made, withoutService(wanted, 'orders'), templates))).toEqual(textsOf(disk));
      }),
    );
  });

  it('change nothing the second time', () => {
    fc.assert(
      fc.property(anyDisk, someLayers, (disk, layers) => {
        const wanted = wantedOf({ orders: layers });
        const made = changed(disk, wanted, templates);
        const again = planFor(made, wanted, templates);
        expect([...again.steps, ...again.bookkeeping].filter(isWriting)).toEqual([]);
      }),
    );
  });

  it('commute with services, and with what you have changed in the files', () => {
    const edit = (disk: Disk): Disk => {
      const texts = textsOf(disk);
      const main = 'services/orders/src/main.ts';
      return diskOf({
        ...texts,
        [main]: `// mine\n${texts[main] ?? ''}`,
        'services/orders/package.json': (texts['services/orders/package.json'] ?? '').replace(
          '"scripts": {',
          '"license": "MIT",\n  "scripts": {',
        ),
        'services/orders/src/app.ts': (texts['services/orders/src/app.ts'] ?? '').replace('// msa:end', 'mine();\n  // msa:end'),
      });
    };
    fc.assert(
      fc.property(fc.shuffledSubarray(LAYERS), fc.constantFrom(...LAYERS), (order, layer) => {
        fc.pre(!order.includes(layer) && !(layer === 'database' && order.includes('events')));
        const start = wantedOf({ orders: order });
        const edited = edit(changed(new Map(), start, templates));
        const wanted = withService(next(start, 'orders', [layer]), 'payments', {
          path: 'services/payments',
          port: 4320,
          patterns: ['rest'],
          answers: {},
        });
        const there = changed(edited, wanted, templates);
        expect(planFor(edited, wanted, templates).steps.filter(({ action }) => action === 'conflict')).toEqual([]);
        const back = withoutService(withoutPattern(wanted, 'orders', layer, templates), 'payments');
        expect(textsOf(changed(there, back, templates))).toEqual(textsOf(edited));
      }),
    );
  });
});

describe('a rendering', () => {
  it('says what it is', () => {
    const made = textsOf(
      changed(new Map(), wantedOf({ orders: ['rest', 'events'], gate: ['gateway'] }, { orders: { 'rest.prefix': 'api' } }), templates),
    );
    expect(made['services/orders/src/routes/orders.ts']).toBe("export const createOrder = '/api/orders';\n");
    expect(made['services/orders/src/app.ts']).toBe(
      'export function app() {\n  // msa:begin modules\n  database();\n  events();\n  orderRoutes();\n  // msa:end modules\n}\n',
    );
    expect(made['services/gate/routes.yaml']).toBe('routes:\n  /orders: http://orders:4310\n');
    expect(made['services/gate/src/main.ts']).toContain('listen(4320)');
    expect(made['msa.yaml']).toBe(
      '# The system.\nversion: 1\nservices:\n  gate:\n    path: services/gate\n    calls:\n      - orders\n  orders:\n    path: services/orders\n',
    );
    expect(made['compose.yaml']).toBe('services:\n  orders-db:\n    image: postgres:17\n');
    expect(made['services/orders/.env.example']).toBe('# port\nPORT=4310\n\n# where it is\n# DATABASE_URL=\n');
    expect(JSON.parse(made['services/orders/package.json'] ?? '')).toEqual({
      name: 'orders',
      scripts: { start: 'node dist/main.js', migrate: 'node dist/migrate.js' },
      dependencies: { fastify: '5.1.0', pg: '8.1.0', zod: '4.1.0' },
    });
    expect(made['services/orders/README.md']).toContain('## REST\n\nOrders over HTTP.');
    expect(made['services/orders/docs/decisions/database.md']).toBe('# A database of its own\n');
    expect(made['.gitignore']).toBe('node_modules/\ndist/\n');
  });

  it('has a file of its own for each service that is called, if that one can be', () => {
    const own = templatesOf({
      ...TEMPLATES,
      'clients/layer.yaml': 'summary: clients\ncallees: [rest]\nseed: [src/clients/**]\n',
      'clients/peers/callee/service/src/clients/gadget-service.ts': "export const gadgetsOf = 'gadgets';\n",
    });
    const wanted = wantedOf({ desk: ['clients'], orders: ['rest'], notes: ['queue'] }, { desk: { calls: 'orders,notes' } });
    const tree = render(wanted, own);
    expect(tree.get('services/desk/src/clients/orders.ts')).toMatchObject({
      class: 'seed',
      content: "export const ordersOf = 'orders';\n",
    });
    expect(tree.has('services/desk/src/clients/notes.ts')).toBe(false);
  });

  it('has one file for all services that are called only where it can be merged', () => {
    expect(() => templatesOf({ ...TEMPLATES, 'rest/peers/callee/service/src/clients.ts': 'export {};\n' })).toThrow('only JSON and YAML');
  });
});
