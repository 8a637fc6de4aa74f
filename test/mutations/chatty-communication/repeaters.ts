import type { Mutation } from '../mutation.js';
import { orders } from './orders.js';

const HTTP = `const nameOf = async (slug: string): Promise<string> => {
  const response = await fetch(\`http://catalog:3000/products/\${slug}\`);
  return ((await response.json()) as { name: string }).name;
};`;

/** Packages and languages other than a loop of the language that run a function once per item. */
export const repeaters: readonly Mutation[] = [
  orders(
    'p-map',
    `import pMap from 'p-map';
    ${HTTP}
    export const namesOf = (slugs: string[]): Promise<string[]> =>
      pMap(slugs, (slug) => nameOf(slug), { concurrency: 4 }); // found here`,
  ),
  orders(
    'p-limit',
    `import pLimit from 'p-limit';
    ${HTTP}
    const limit = pLimit(4);
    export const namesOf = (slugs: string[]): Promise<string[]> =>
      Promise.all(slugs.map((slug) => limit(() => nameOf(slug)))); // found here`,
  ),
  orders(
    'bluebird',
    `import Bluebird from 'bluebird';
    ${HTTP}
    export const namesOf = async (slugs: string[]): Promise<string[]> =>
      Bluebird.mapSeries(slugs, (slug) => nameOf(slug)); // found here`,
  ),
  orders(
    'bluebird, as a chain',
    `import Bluebird from 'bluebird';
    ${HTTP}
    export const namesOf = (slugs: string[]) =>
      Bluebird.resolve(slugs)
        .filter((slug) => slug !== '')
        .map((slug: string) => nameOf(slug), { concurrency: 3 }); // found here`,
  ),
  orders(
    'lodash',
    `import _ from 'lodash';
    ${HTTP}
    export const namesOf = (slugs: string[]): Promise<string[]> =>
      Promise.all(_.map(_.uniq(slugs), (slug) => nameOf(slug))); // found here`,
  ),
  orders(
    'lodash, as a chain',
    `import _ from 'lodash';
    ${HTTP}
    export const namesOf = (slugs: string[]): Promise<string[]> =>
      Promise.all(_.chain(slugs).uniq().map((slug) => nameOf(slug)).value()); // found here`,
  ),
  orders(
    'async, with callbacks',
    `import async from 'async';
    ${HTTP}
    export const namesOf = (slugs: string[]): Promise<string[]> =>
      async.mapLimit(slugs, 5, (slug: string, done: (error: Error | null, name?: string) => void) => {
        nameOf(slug).then((name) => done(null, name), done); // found here
      });`,
  ),
  orders(
    'rxjs',
    `import { from, lastValueFrom, mergeMap, toArray } from 'rxjs';
    ${HTTP}
    export const namesOf = (slugs: string[]): Promise<string[]> =>
      lastValueFrom(
        from(slugs).pipe( // found here
          mergeMap((slug) => nameOf(slug), 4),
          toArray(),
        ),
      );`,
  ),
  orders(
    'rxjs, all at once',
    `import { forkJoin, from, lastValueFrom } from 'rxjs';
    ${HTTP}
    export const namesOf = (slugs: string[]): Promise<string[]> =>
      lastValueFrom(forkJoin(slugs.map((slug) => from(nameOf(slug))))); // found here`,
  ),
  orders(
    'a stream',
    `import { Readable } from 'node:stream';
    ${HTTP}
    export const namesOf = (slugs: string[]): Promise<string[]> =>
      Readable.from(slugs)
        .map((slug: string) => nameOf(slug)) // found here
        .toArray();`,
  ),
  orders(
    'an own function that runs another for each',
    `import { eachOf } from '../each.js';
    ${HTTP}
    export const namesOf = (slugs: string[]): Promise<string[]> => eachOf(slugs, (slug) => nameOf(slug));`,
    {
      'services/orders/src/each.ts': `export async function eachOf<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
        const results: R[] = [];
        for (const item of items) results.push(await work(item)); // found here
        return results;
      }`,
    },
  ),
  orders(
    'an emitter of events',
    `import { EventEmitter } from 'node:events';
    ${HTTP}
    const wanted = new EventEmitter();
    wanted.on('wanted', (slug: string) => void nameOf(slug));
    export const namesOf = (slugs: string[]): Promise<string[]> => {
      for (const slug of slugs) wanted.emit('wanted', slug); // found here
      return Promise.resolve(slugs);
    };`,
  ),
];
