import { baseName, folderOf, isInside, joinPath } from '../../../shared/paths.js';
import type { Tree } from '../tree.js';
import type { CloudFunction, Stack } from './read.js';

/** What describes the infrastructure often lies beside what runs on it. */
export function serviceOf(file: string): string {
  const folder = folderOf(file);
  return /^(infra|infrastructure|cdk|iac|deploy(ment)?|aws)$/i.test(baseName(folder)) ? folderOf(folder) : folder;
}

/** `src/orders.create` is exported by `src/orders.ts`. */
export function entryOf(tree: Tree, file: string, { handler }: Pick<CloudFunction, 'handler'>): string[] {
  const path = joinPath(serviceOf(file), handler.replace(/\.[\w$]+$/, ''));
  return ['.ts', '.js', '.mjs', '.tsx'].map((end) => path + end).filter((one) => tree.has(one));
}

/** The unit that a function is deployed with: the one beside its stack, or, where the stack only arranges what lies elsewhere, its own. */
export function unitOf<T extends { readonly path: string }>(
  { tree, units }: { readonly tree: Tree; readonly units: readonly T[] },
  { file }: Pick<Stack, 'file'>,
  one: CloudFunction,
): T | undefined {
  const own = units.find(({ path }) => path === serviceOf(file));
  const [entry] = own ? [] : entryOf(tree, file, one);
  const around = entry === undefined ? [] : units.filter(({ path }) => path !== '.' && isInside(entry, path));
  return own ?? around.sort((a, b) => b.path.length - a.path.length)[0];
}
