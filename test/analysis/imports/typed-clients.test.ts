import { expect, it } from 'vitest';

import { extract } from '../../../src/analysis/extract/extract.js';
import { linksOf } from '../../../src/analysis/imports/links.js';
import { contractTaker } from '../../../src/analysis/imports/typed-clients.js';

const FILES = {
  'trpc.ts': `import { initTRPC } from '@trpc/server'; export const { router } = initTRPC.create();`,
  'router.ts': `import type { inferRouterOutputs } from '@trpc/server'; import { router } from './trpc'; export const orders = router({}); export type Orders = typeof orders; export type Answers = inferRouterOutputs<Orders>; export interface Order { id: string }`,
  'index.ts': `export type { Orders } from './router'; export type { Order } from './router'; export { serve } from './serve';`,
  'all.ts': `export * from './router'; export * from './all';`,
  'passed.ts': `import type { Orders } from './router'; export type { Orders };`,
  'hono.ts': `import { Hono } from 'hono'; const app = new Hono().get('/orders', (c) => c.json([])); type AppType = typeof app; export { type AppType }; export default app;`,
  'elysia.ts': `import { Elysia } from 'elysia'; export const app = new Elysia(); export type App = typeof app;`,
  'settings.ts': `export const settings = { port: 1 }; export type Settings = typeof settings;`,
  'rows.ts': `import { Hono } from 'hono'; import { table } from './tables'; export type Row = typeof table.$inferSelect;`,
  'serve.ts': `export const serve = () => undefined;`,
};
const modules = new Map(Object.entries(FILES).map(([file, text]) => [file, linksOf(extract(file, text))]));
const resolveImport = (_: string, from: string): object => (from.startsWith('./') ? { file: `${from.slice(2)}.ts` } : { package: from });

it.each([
  ['a router of tRPC', ['Orders'], 'router.ts', true],
  ['what is made of its type', ['Orders', 'Answers'], 'router.ts', true],
  ['a router that is passed on', ['Orders'], 'index.ts', true],
  ['a router among all', ['Orders'], 'all.ts', true],
  ['a router that is imported and passed on', ['Orders'], 'passed.ts', true],
  ['an application of Hono', ['AppType'], 'hono.ts', true],
  ['an application of Elysia', ['App'], 'elysia.ts', true],
  ['the application itself', ['default'], 'hono.ts', false],
  ['the router itself', ['orders'], 'router.ts', false],
  ['another type beside it', ['Orders', 'Order'], 'index.ts', false],
  ['the type of settings', ['Settings'], 'settings.ts', false],
  ['the rows of a table', ['Row'], 'rows.ts', false],
  ['everything', ['*'], 'router.ts', false],
  ['nothing, for the effect', [], 'router.ts', false],
  ['what is not there', ['Bills'], 'all.ts', false],
  ['a file that was not read', ['Orders'], 'new.ts', false],
])('%s', (_, names, file, expected) => {
  expect(contractTaker({ modules, resolveImport })(names, file)).toBe(expected);
});
