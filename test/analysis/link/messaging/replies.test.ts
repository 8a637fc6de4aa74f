import { expect, it } from 'vitest';

import { edgesOf } from '../../../support/link.js';

const REDIS = `import { createClient } from 'redis'; const client = createClient({ url: 'redis://bus' });`;

it.each([
  ['an event that is answered is a call', 'prices.reply', ['shop -> prices queue-rpc prices [static]']],
  [
    'another event on the way back is an event',
    'prices.changed',
    ['prices -> shop event prices.changed [static]', 'shop -> prices event prices [static]'],
  ],
])('%s', (_, back, expected) => {
  const units = {
    shop: `${REDIS} await client.publish('prices', '{}'); await client.subscribe('${back}', () => undefined);`,
    prices: `${REDIS} await client.subscribe('prices', async () => { await client.publish('${back}', '{}'); });`,
  };
  expect(edgesOf({ units })).toEqual(expected);
});
