import { describe, expect, it } from 'vitest';

import { libraryIndex } from '../../../src/analysis/imports/libraries.js';
import { unitAt } from '../../support/program.js';

const libraryOf = libraryIndex({
  packages: [
    { name: '@shop/events', path: 'packages/events', subpaths: {} },
    { name: 'workspace', path: 'services', subpaths: {} },
  ],
  pathMappings: [
    {
      folder: '.',
      baseUrl: '.',
      paths: {
        '@shop/domain': ['./libs/domain/src/index.ts'],
        '@shop/domain/*': ['./libs/domain/src/lib/*'],
        '@shop/common': ['libs/common/src'],
        '@shop/mail': ['libs/notification/mail/src/lib/index.ts'],
        '@': ['src'],
        outside: ['../elsewhere/src/index.ts'],
      },
    },
    { folder: 'services/orders', baseUrl: 'services/orders', paths: { '@kit': ['../../kit/index.ts'] } },
  ],
  units: ['services/orders', 'services/billing'].map(unitAt),
});

describe('the library of a file', () => {
  it.each([
    ['packages/events/src/order.ts', '@shop/events', 'packages/events'],
    ['libs/domain/src/lib/order.ts', '@shop/domain', 'libs/domain'],
    ['libs/common/src/database.ts', '@shop/common', 'libs/common'],
    ['libs/notification/mail/src/lib/mail.ts', '@shop/mail', 'libs/notification/mail'],
    ['kit/log.ts', '@kit', 'kit'],
    ['libs/plain/src/a.ts', 'libs/plain', 'libs/plain'],
    ['shared/models/user.ts', 'shared/models', 'shared/models'],
    ['shared/db.ts', 'shared', 'shared'],
    ['services/shared/deep/db.ts', 'services/shared/deep', 'services/shared/deep'],
    ['tools/seed/run.ts', 'tools', 'tools'],
  ])('%s is %s', (file, name, path) => {
    expect(libraryOf(file)).toEqual({ name, path });
  });

  it.each(['settings.ts', 'services/index.ts'])('%s has none', (file) => {
    expect(libraryOf(file)).toBeUndefined();
  });
});
