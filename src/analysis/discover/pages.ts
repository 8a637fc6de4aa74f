import { below } from '../../shared/paths.js';
import type { Tree } from '../deployment-files/tree.js';
import type { Folders } from './folders.js';
import { isFrontend, servesPages } from './known-packages.js';

const PAGES = ['index.html', 'src/index.html', 'public/index.html', 'app/index.html', 'static/index.html'];
/** Files by which frameworks of pages are configured. */
const CONFIGURED = ['next', 'nuxt', 'svelte', 'astro', 'remix', 'gatsby', 'quasar'].flatMap((name) =>
  ['js', 'mjs', 'ts'].map((end) => `${name}.config.${end}`),
);
/** Files by which pages start. */
const STARTS = ['main', 'index', 'bootstrap', 'App'].flatMap((name) => ['tsx', 'jsx', 'vue', 'svelte'].map((end) => `src/${name}.${end}`));
/** What only pages are made of. */
const UI = /\.([jt]sx|vue|svelte|component\.ts)$/;

/** Does a folder hold an application that runs in a browser, by its dependencies or by its files? */
export function isPage(tree: Tree, folders: Folders, folder: string): boolean {
  const dependencies = folders.packageAt(folder)?.dependencies ?? {};
  if (isFrontend(dependencies) || [...CONFIGURED, ...STARTS].some((name) => tree.has(below(folder, name)))) return true;
  if (!PAGES.some((name) => tree.has(below(folder, name)))) return false;
  return servesPages(dependencies) || tree.below(folder).some((file) => UI.test(file));
}
