import { expect, it } from 'vitest';

import { sourceTest } from '../../../src/analysis/discover/source-files.js';

it.each([
  ['a module', ['src/orders/order.ts'], ['src/orders/order.ts']],
  [
    'what fills a database',
    ['prisma/seed.ts', 'src/users.seeder.ts', 'src/seeder/a.ts', 'src/seeds.controller.ts'],
    ['src/seeds.controller.ts'],
  ],
  ['what tests are set up with', ['src/vitest-setup.ts', 'src/test-utils.ts', 'src/setupTests.js', 'src/test.ts'], ['src/test.ts']],
  ['declarations, tests, configuration of tools', ['src/a.d.ts', 'src/a.spec.ts', 'vitest.config.ts'], []],
  ['what was built, what others wrote, what shows how', ['build/main.js', 'src/vendor/lib.js', 'docs/build.ts', 'examples/a.ts'], []],
  ['folders of tests', ['test/app.ts', 'src/__tests__/a.ts', 'apps/shop-e2e/src/a.ts'], []],
  [
    'folders of tests of a kind',
    ['k6-tests/src/services/a.ts', 'load_test/a.ts', 'fault-tolerance-test/a.ts', 'src/k6/a.ts', 'apps/contests/a.ts'],
    ['apps/contests/a.ts'],
  ],
  [
    'a part of the domain that has such a name',
    ['src/build/build.controller.ts', 'src/build/dto/run.ts', 'src/tests/tests.module.ts', 'src/tests/grade.ts'],
    ['src/build/build.controller.ts', 'src/build/dto/run.ts', 'src/tests/tests.module.ts', 'src/tests/grade.ts'],
  ],
  [
    'vendors who sell something, by what their files are called',
    ['apps/vendors/src/main.ts', 'apps/vendors/src/rpc/v1/vendor-stock.service.ts', 'src/http/vendor/v1/vendorReviewsController.ts'],
    ['apps/vendors/src/main.ts', 'apps/vendors/src/rpc/v1/vendor-stock.service.ts', 'src/http/vendor/v1/vendorReviewsController.ts'],
  ],
  [
    'in plain JavaScript too',
    ['controllers/vendor/vendorController.js', 'controllers/vendor/list.js', 'routes/vendors/vendorRoutes.js'],
    ['controllers/vendor/vendorController.js', 'controllers/vendor/list.js', 'routes/vendors/vendorRoutes.js'],
  ],
  [
    'no vendored code that is called after itself',
    ['src/vendor/vendor.js', 'src/vendor/charts/charts.service.js', 'vendors/vendors.min.js'],
    [],
  ],
  ['no folder of tests inside such a part', ['src/build/build.service.ts', 'src/build/test/a.ts'], ['src/build/build.service.ts']],
  ['no scripts, seeds and migrations, whatever they hold', ['src/seeds/seeds.service.ts', 'scripts/scripts.module.ts'], []],
])('takes for source: %s', (_, files, source) => {
  expect(files.filter(sourceTest({ files }))).toEqual(source);
});
