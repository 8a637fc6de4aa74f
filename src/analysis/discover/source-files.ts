import { baseName, folderOf, perFolder } from '../../shared/paths.js';
import { isTests } from '../deployment-files/sandboxes.js';
import type { Tree } from '../deployment-files/tree.js';
import type { Folders } from './folders.js';

const SOURCE = /\.(?:[mc]?[jt]s|[jt]sx)$/;
const NOT_SOURCE =
  /\.(?:d\.[mc]?ts|spec\.\w+|test\.\w+|e2e-spec\.\w+|stories\.\w+|min\.js|bundle\.js|mock\.\w+|gen\.d\.ts)$|^(?:jest|vitest|webpack|rollup|babel|eslint|tailwind|postcss|prettier|commitlint|karma|cypress|playwright|gulpfile|Gruntfile|metro|tsup|vite|protractor|setupProxy)\.?(?:conf|config)?(?:\.[\w-]+)*\.[mc]?[jt]s$|^\.\w+rc\.[mc]?js$|-spec\.ts$/;
/** `seed.ts`, `users.seeder.ts`: run by hand, to fill a database. */
const FOR_DATA = /^(?:db[-.])?seed(?:er|s)?\.[mc]?[jt]s$|\.(?:seed|seeder)\.[mc]?[jt]s$/i;
/** `vitest-setup.ts`, `test-utils.ts`, `setupTests.js`. */
const FOR_TESTS = /^(?:vitest|jest|mocha|test|e2e)[-.](?:global-?)?(?:setup|teardown|utils?|helpers?)\b|^setup-?tests?\./i;
const NOT_FOLDERS = new Set([
  'test',
  'tests',
  '__tests__',
  '__test__',
  '__mocks__',
  '__fixtures__',
  'e2e',
  'cypress',
  'stories',
  'mocks',
  'spec',
  'specs',
  'scripts',
  'script',
  'seeds',
  'seeder',
  'seeders',
  'seed',
  'migrations',
  'migration',
  'build',
  'out',
  'vendor',
  'vendors',
  'third_party',
  'examples',
  'benchmarks',
  'benchmark',
  'bench',
  'docs',
  'public',
  'static',
  'generators',
  'storybook',
]);

/** Of these names a folder is part of the domain that holds a part of its own name: `build/build.controller.ts`, `tests/tests.module.ts`. */
const MAYBE_DOMAIN = new Set(['build', 'docs', 'examples', 'generators', 'out', 'stories', 'test', 'tests', 'vendor', 'vendors']);
const PART = /(?:^|\/)([^/]+)\/\1\.(?:controller|gateway|module|resolver|router|routes|service)\.[mc]?[jt]s$/;
/** Vendors are also people who sell: `vendor/v1/vendor-reviews.service.ts`, `vendors/vendorController.js`. */
const SELLERS =
  /^((?:.*\/)?vendors?)\/(?:.*\/)?vendors?[-.\w]*?(?:controller|gateway|module|resolver|router|routes|service)s?\.[mc]?[jt]s$/i;

/** Which files run in production? Tests, tools, builds and vendored code do not. */
export function sourceTest({ files }: Pick<Tree, 'files'>): (file: string) => boolean {
  const isLeftOut = perFolder(leavesOut(files));
  return (file) => SOURCE.test(file) && ![NOT_SOURCE, FOR_TESTS, FOR_DATA].some((left) => left.test(baseName(file))) && !isLeftOut(file);
}

function leavesOut(files: readonly string[]): (folder: string) => boolean {
  const parts = files.filter((file) => MAYBE_DOMAIN.has(PART.exec(file)?.[1] ?? '')).map(folderOf);
  const domain = new Set([...parts, ...files.flatMap((file) => SELLERS.exec(file)?.[1] ?? [])]);
  return (folder) => {
    const parts = folder.split('/');
    return parts.some((part, i) => isNoSource(part) && !domain.has(parts.slice(0, i + 1).join('/')));
  };
}

function isNoSource(part: string): boolean {
  return NOT_FOLDERS.has(part.toLowerCase()) || part.endsWith('-e2e') || isTests(part);
}

const known = new WeakMap<Tree, readonly string[]>();

/** Files of a tree that run in production, asked for before anything else is known, and again with what deployment files tell. */
export function sourceIn(tree: Tree): readonly string[] {
  let files = known.get(tree);
  if (!files) known.set(tree, (files = tree.files.filter(sourceTest(tree))));
  return files;
}

/** Source files, and JSON files that source may import (routes and addresses are kept in some). */
export function sourceFiles(tree: Tree, folders: Pick<Folders, 'isSource'>): string[] {
  const isLeftOut = perFolder(leavesOut(tree.files));
  const isData = (file: string): boolean => (file.endsWith('.json') && isDataJson(file, tree)) || CONFIG.test(file);
  return tree.files.filter((file) => folders.isSource(file) || (!isLeftOut(file) && isData(file)));
}

/** What the package `config` reads, in YAML. */
const CONFIG = /(^|\/)config\/(default|production|development|local|custom-environment-variables)\.ya?ml$/;

function isDataJson(file: string, tree: Tree): boolean {
  const name = baseName(file);
  if (
    /^(package(-lock)?|tsconfig.*|jsconfig|nest-cli|project|nx|lerna|turbo|angular|composer|manifest|vercel|\.\w+|.*rc|launch|settings|swagger.*|openapi.*)\.json$/.test(
      name,
    )
  )
    return false;
  return /(config|route|service|proxy|endpoint|topic|event|url|host|environment)/i.test(file) && (tree.read(file)?.length ?? 0) < 200_000;
}
