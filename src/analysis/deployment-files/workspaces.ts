import { matchesGlob } from '../../shared/glob.js';
import { asMap, parsed, type Package } from './packages.js';
import type { Tree } from './tree.js';
import { listOf, readYaml } from './yaml.js';

/** Which packages belong together: npm, yarn, pnpm and lerna. */
export interface Workspace {
  readonly exists: boolean;
  has(folder: string): boolean;
  /** `!packages/old`: somebody took it out. */
  leavesOut(folder: string): boolean;
}

/** A longer pattern is no pattern of folders. */
const MAX_PATTERN = 200;

export function readWorkspace(tree: Tree, packages: readonly Package[]): Workspace {
  const patterns = [...pnpm(tree), ...lerna(tree), ...(packages.find(({ folder }) => folder === '.')?.workspaces ?? [])]
    .map((pattern) => pattern.replace(/^(!?)\.\//, '$1').replace(/\/$/, ''))
    .filter((pattern) => pattern.length <= MAX_PATTERN);
  const into = patterns.filter((pattern) => !pattern.startsWith('!')).map(folderPattern);
  const out = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => folderPattern(pattern.slice(1)));
  const leavesOut = (folder: string): boolean => out.some((pattern) => pattern(folder));
  return { exists: into.length > 0, has: (folder) => into.some((pattern) => pattern(folder)) && !leavesOut(folder), leavesOut };
}

function pnpm(tree: Tree): string[] {
  const [document] = readYaml('pnpm-workspace.yaml', tree.read('pnpm-workspace.yaml') ?? '').documents;
  return listOf(document, 'packages').flatMap(({ text }) => text ?? []);
}

function lerna(tree: Tree): string[] {
  const { packages } = Object.fromEntries(asMap(parsed(tree.read('lerna.json') ?? '')) ?? []);
  return Array.isArray(packages) ? packages.filter((pattern): pattern is string => typeof pattern === 'string') : [];
}

/** `packages/*`, `apps/**`, `{apps,libs}/*`, but for more alternatives than people write. */
function folderPattern(glob: string): (folder: string) => boolean {
  const globs = withoutBraces([glob]);
  return (folder) => globs.some((one) => matchesGlob(folder, one));
}

const MAX_ALTERNATIVES = 100;

/** `{a,b}/c` → `a/c`, `b/c`. */
function withoutBraces(globs: readonly string[]): readonly string[] {
  const written = globs.flatMap((glob) => {
    const [braces, inside = ''] = /\{([^{}]*)\}/.exec(glob) ?? [];
    return braces === undefined ? [glob] : inside.split(',').map((one) => glob.replace(braces, () => one));
  });
  return written.every((one, at) => one === globs[at]) || written.length > MAX_ALTERNATIVES
    ? written.slice(0, MAX_ALTERNATIVES)
    : withoutBraces(written);
}
