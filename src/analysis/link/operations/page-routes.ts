import type { LinkedUnit } from '../input.js';
import { normalPath } from '../values/address.js';

const ROUTE = /(?:^|\/)app\/(.*\/)?route\.[cm]?[jt]sx?$/;
const PAGE = /(?:^|\/)pages\/(api\/.*)\.[cm]?[jt]sx?$/;

/** Paths that an application answers by where its files lie: `app/api/orders/[id]/route.ts`, `pages/api/orders.ts` of Next. */
export function filePaths(linked: LinkedUnit): readonly string[] {
  let paths = known.get(linked);
  if (!paths) known.set(linked, (paths = found(linked)));
  return paths;
}

/** Every request of a page asks for them. */
const known = new WeakMap<LinkedUnit, readonly string[]>();

function found({ program, unit }: LinkedUnit): readonly string[] {
  const prefix = unit.path === '.' ? '' : `${unit.path}/`;
  const own = program.files.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length));
  return own.flatMap((file) => routeOf(file) ?? []);
}

function routeOf(file: string): string | undefined {
  const [, route] = ROUTE.exec(file) ?? [];
  if (ROUTE.test(file)) return pathOf(route ?? '');
  const page = PAGE.exec(file)?.[1];
  return page === undefined ? undefined : pathOf(page.replace(/(?:^|\/)index$/, ''));
}

/** Groups `(shop)` and slots `@modal` are no part of a path, `[id]` is any. */
function pathOf(folders: string): string {
  return normalPath(
    folders
      .split('/')
      .filter((folder) => !/^(?:\(.*\)|@.*)$/.test(folder))
      .join('/'),
  );
}
