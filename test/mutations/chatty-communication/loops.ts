import type { Mutation } from '../mutation.js';
import { orders } from './orders.js';

const HTTP = `const nameOf = async (slug: string): Promise<string> => {
  const response = await fetch(\`http://catalog:3000/products/\${slug}\`);
  return ((await response.json()) as { name: string }).name;
};`;

/** The same call, repeated in every way in which a call can be repeated. */
export const loops: readonly Mutation[] = [
  orders(
    'for … of with fetch and the address written out',
    `export async function namesOf(slugs: string[]): Promise<string[]> {
      const names: string[] = [];
      for (const slug of slugs) {
        const response = await fetch(\`http://catalog:3000/products/\${slug}\`); // found here
        names.push(((await response.json()) as { name: string }).name);
      }
      return names;
    }`,
  ),
  orders(
    'for … in over the keys of a record',
    `${HTTP}
    export async function namesOf(slugs: string[]): Promise<string[]> {
      const bySlug: Record<string, string> = Object.fromEntries(slugs.map((slug) => [slug, '']));
      for (const slug in bySlug) bySlug[slug] = await nameOf(slug); // found here
      return Object.values(bySlug);
    }`,
  ),
  orders(
    'recursion',
    `interface Category { readonly children: string[]; readonly name: string }
    async function below(slug: string): Promise<string[]> {
      const response = await fetch(\`http://catalog:3000/products/\${slug}\`);
      const { name, children } = (await response.json()) as Category;
      return [name, ...(await Promise.all(children.map(below))).flat()]; // found here
    }
    export const namesOf = async (slugs: string[]): Promise<string[]> => below(slugs[0] ?? '');`,
  ),
  orders(
    'recursion over the rest of a list',
    `${HTTP}
    export async function namesOf([slug, ...others]: string[]): Promise<string[]> {
      if (slug === undefined) return [];
      return [await nameOf(slug), ...(await namesOf(others))]; // found here
    }`,
  ),
  orders(
    'a function that makes the function that calls, while there is something left',
    `const ask = (base: string) => async (path: string) => (await fetch(base + path)).json() as Promise<{ name: string }>;
    const catalog = ask('http://catalog:3000');
    export async function namesOf(slugs: string[]): Promise<string[]> {
      const names: string[] = [];
      const left = [...slugs];
      while (left.length > 0) names.push((await catalog('/products/' + left.pop())).name); // found here
      return names;
    }`,
  ),
  orders(
    'do … while over pages of an own table, and over the rows of each',
    `import { pool } from '../db.js';
    ${HTTP}
    export async function namesOf(slugs: string[]): Promise<string[]> {
      const names: string[] = [];
      let offset = 0;
      let rows: { sku: string }[] = [];
      do {
        ({ rows } = await pool.query<{ sku: string }>('SELECT sku FROM order_lines WHERE sku = ANY($1) LIMIT 100 OFFSET $2', [slugs, offset]));
        for (const { sku } of rows) names.push(await nameOf(sku)); // found here
        offset += rows.length;
      } while (rows.length > 0);
      return names;
    }`,
  ),
  orders(
    'forEach over a set, with a promise nobody waits for',
    `${HTTP}
    export function namesOf(slugs: string[]): string[] {
      const names: string[] = [];
      new Set(slugs).forEach((slug) => {
        void nameOf(slug).then((name) => names.push(name)); // found here
      });
      return names;
    }`,
  ),
  orders(
    'a function handed over by its name',
    `${HTTP}
    export const namesOf = (slugs: string[]): Promise<string[]> => Promise.all(slugs.map(nameOf)); // found here`,
  ),
  orders(
    'allSettled over Array.from',
    `${HTTP}
    export async function namesOf(slugs: string[]): Promise<string[]> {
      const settled = await Promise.allSettled(Array.from(new Set(slugs), (slug) => nameOf(slug))); // found here
      return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    }`,
  ),
  orders(
    'entries of a map, filtered, flattened',
    `${HTTP}
    export async function namesOf(slugs: string[]): Promise<string[]> {
      const places = new Map(slugs.map((slug, place) => [slug, place]));
      const asked = [...places.entries()].filter(([slug]) => slug !== '').flatMap(([slug]) => [nameOf(slug)]); // found here
      return Promise.all(asked);
    }`,
  ),
  orders(
    'reduce, each promise behind the one before',
    `${HTTP}
    export function namesOf(slugs: string[]): Promise<string[]> {
      return slugs.reduce(
        (before, slug) => before.then((names) => nameOf(slug).then((name) => [...names, name])), // found here
        Promise.resolve<string[]>([]),
      );
    }`,
  ),
  orders(
    'an async generator that is read to its end',
    `${HTTP}
    async function* named(slugs: string[]): AsyncGenerator<string> {
      for (const slug of slugs) yield await nameOf(slug); // found here
    }
    export async function namesOf(slugs: string[]): Promise<string[]> {
      const names: string[] = [];
      for await (const name of named(slugs)) names.push(name);
      return names;
    }`,
  ),
  orders(
    'for await over promises that were all begun',
    `${HTTP}
    export async function namesOf(slugs: string[]): Promise<string[]> {
      const names: string[] = [];
      for await (const name of slugs.map((slug) => nameOf(slug))) names.push(name); // found here
      return names;
    }`,
  ),
  orders(
    'workers that take one after the other',
    `${HTTP}
    export async function namesOf(slugs: string[]): Promise<string[]> {
      const names: string[] = [];
      const worker = async (): Promise<void> => {
        for (let slug = slugs.shift(); slug !== undefined; slug = slugs.shift()) names.push(await nameOf(slug)); // found here
      };
      await Promise.all([worker(), worker(), worker(), worker()]);
      return names;
    }`,
  ),
];
