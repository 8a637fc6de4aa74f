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
  const leavesOut = (folder: string): boolean => out.some((pattern) => pattern.test(folder));
  return { exists: into.length > 0, has: (folder) => into.some((pattern) => pattern.test(folder)) && !leavesOut(folder), leavesOut };
}

function pnpm(tree: Tree): string[] {
  const [document] = readYaml('pnpm-workspace.yaml', tree.read('pnpm-workspace.yaml') ?? '').documents;
  return listOf(document, 'packages').flatMap(({ text }) => text ?? []);
}

function lerna(tree: Tree): string[] {
  const { packages } = Object.fromEntries(asMap(parsed(tree.read('lerna.json') ?? '')) ?? []);
  return Array.isArray(packages) ? packages.filter((pattern): pattern is string => typeof pattern === 'string') : [];
}

/** `packages/*`, `apps/**`, `{apps,libs}/*`; what is below a folder that is left out is left out too. */
function folderPattern(glob: string): RegExp {
  const body = glob
    .split(/(\*\*\/?|\*|\{[^{}]*\})/)
    .map((part) => {
      if (part.startsWith('**')) return part.endsWith('/') ? '(?:.*/)?' : '.*';
      if (part === '*') return '[^/]*';
      return part.startsWith('{') && part.endsWith('}') ? `(?:${part.slice(1, -1).split(',').map(quoted).join('|')})` : quoted(part);
    })
    .join('');
  return new RegExp(`^${body}$`);
}

function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
