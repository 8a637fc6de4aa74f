import { mkdir, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { expect, it } from 'vitest';

import { cachePlace } from '../../../src/analysis/memory/place.js';
import { folder } from '../../support/msa.js';

const ENV = { XDG_CACHE_HOME: path.resolve('/caches') };
const OWN = 'node_modules/.cache/msa';

it('is below node_modules where there is one', async () => {
  const root = await folder({ 'node_modules/express/index.js': '' });
  expect(cachePlace(root, undefined, ENV).folder).toBe(path.join(root, OWN));
});

it('is in the cache folder of the user where there is none: the tree is left as it is', async () => {
  const root = await folder({});
  expect(cachePlace(root, undefined, ENV).folder).toBe(path.join(ENV.XDG_CACHE_HOME, 'msa'));
  expect(cachePlace(root, undefined, { XDG_CACHE_HOME: 'relative' }).folder).toContain(os.homedir());
});

it.each(['node_modules', 'node_modules/.cache', OWN])('does not follow a link in the place of %s', async (link) => {
  const root = await folder({});
  await mkdir(path.join(root, path.dirname(link)), { recursive: true });
  await symlink(os.tmpdir(), path.join(root, link));
  expect(cachePlace(root, undefined, ENV).folder).toBe(path.join(ENV.XDG_CACHE_HOME, 'msa'));
});

it('is where the user says; systems do not meet in it', async () => {
  const [a, b] = [await folder({ 'node_modules/x/y': '' }), await folder({})];
  const [first, second] = [cachePlace(a, 'here', ENV), cachePlace(b, 'here', ENV)];
  expect([first.folder, second.folder]).toEqual([path.resolve('here'), path.resolve('here')]);
  expect(first.system).not.toBe(second.system);
});
