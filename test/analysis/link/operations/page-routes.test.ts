import { expect, it } from 'vitest';

import { filePaths } from '../../../../src/analysis/link/operations/page-routes.js';
import { edgesOf, linkInput } from '../../../support/link.js';

const FETCHES = `export default async function Page() { await fetch('/api/orders/7'); }`;
const orders = `import express from 'express'; const app = express(); app.get('/api/orders/:id', (req, res) => res.json({})); app.listen(3000);`;
const page = (file: string) => ({
  kind: 'frontend' as const,
  code: { 'src/app/page.tsx': FETCHES, ...(file === '' ? {} : { [file]: 'export const GET = () => 1;' }) },
});

it.each([
  ['src/app/api/orders/[id]/route.ts', '/api/orders/{}'],
  ['app/(shop)/api/orders/route.js', '/api/orders'],
  ['app/route.ts', '/'],
  ['pages/api/orders/index.ts', '/api/orders'],
  ['src/pages/api/orders/[...rest].ts', '/api/orders/{}'],
])('%s answers %s', (file, path) => {
  const [linked] = linkInput({ units: { web: page(file) } }).units;
  expect(linked && filePaths(linked)).toEqual([path]);
});

it.each([
  ['its own server', 'src/app/api/orders/[id]/route.ts', []],
  ['the service behind it', '', ['web -> orders http GET /api/orders/7 [inferred]']],
])('what a page asks without a host is asked of %s', (_, file, expected) => {
  expect(edgesOf({ units: { web: page(file), orders } })).toEqual(expected);
});
