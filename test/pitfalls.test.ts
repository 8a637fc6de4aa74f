import { describe, expect, it } from 'vitest';

import { calls } from './pitfalls/calls.js';
import { deployments } from './pitfalls/deployments.js';
import { engine } from './pitfalls/engine.js';
import { files } from './pitfalls/files.js';
import { loops } from './pitfalls/loops.js';
import { nestPitfalls } from './pitfalls/nest.js';
import { stores } from './pitfalls/stores.js';
import { values } from './pitfalls/values.js';
import { versions } from './pitfalls/versions.js';
import { toldOf } from './support/small-system.js';

describe.each([
  ['calls', calls],
  ['datastores', stores],
  ['Nest', nestPitfalls],
  ['loops', loops],
  ['values and files', values],
  ['versions', versions],
  ['what values come to', engine],
  ['files', files],
  ['deployments', deployments],
])('%s', (_, pitfalls) => {
  it.each(pitfalls)('$about', async ({ told, ...small }) => {
    expect(await toldOf(small)).toMatchObject(told);
  });
});
