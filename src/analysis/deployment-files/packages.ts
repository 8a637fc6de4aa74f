import type { Problem } from '../../model/deployment.js';
import { folderOf } from '../../shared/paths.js';
import type { Tree } from './tree.js';

/** A package.json, as far as msa reads it. */
export interface Package {
  readonly folder: string;
  readonly file: string;
  readonly name?: string;
  readonly main?: string;
  readonly scripts: Readonly<Record<string, string>>;
  /** It is a program to install: `bin`. */
  readonly hasProgram: boolean;
  /** Run-time and development dependencies with their ranges. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly workspaces: readonly string[];
  readonly exports: Readonly<Record<string, string>>;
}

export function readPackages(tree: Tree): { readonly packages: readonly Package[]; readonly problems: readonly Problem[] } {
  const packages: Package[] = [];
  const problems: Problem[] = [];
  for (const file of tree.files) {
    if (file !== 'package.json' && !file.endsWith('/package.json')) continue;
    const text = tree.read(file) ?? '';
    const json = parsed(text);
    if (json === undefined) problems.push(brokenJson(file, text));
    else packages.push(packageOf(file, json));
  }
  return { packages, problems };
}

/** JSON.parse tells where it stopped as an offset in its message, though not always. */
function brokenJson(file: string, text: string): Problem {
  const message = whyNoJson(text);
  const end = text.trimEnd().length;
  const offset = Number(/at position (\d+)/.exec(message)?.[1] ?? (message.includes('end of JSON') ? end : 0));
  const lines = text.slice(0, Math.min(offset, end)).split('\n');
  return { at: { file, line: lines.length, column: (lines.at(-1) ?? '').length + 1 }, message: 'broken JSON' };
}

function whyNoJson(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

/** An object out of JSON; undefined where it is broken or something else. */
export function parsed(text: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return asMap(value);
  } catch {
    return undefined;
  }
}

export function asMap(value: unknown): ReadonlyMap<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : undefined;
}

/** JSON with comments and trailing commas; `"@/*"` holds what looks like a comment. */
export function jsonc(text: string): ReadonlyMap<string, unknown> | undefined {
  const plain = text
    .replace(/("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[^]*?\*\//g, (_, string?: string) => string ?? '')
    .replace(/("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])/g, (_, string?: string) => string ?? '');
  try {
    return asMap(JSON.parse(plain));
  } catch {
    return undefined;
  }
}

export function strings(value: unknown): Record<string, string> {
  return Object.fromEntries([...(asMap(value) ?? [])].filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function packageOf(file: string, json: ReadonlyMap<string, unknown>): Package {
  const [name, main] = [json.get('name'), json.get('main')];
  const workspaces = json.get('workspaces');
  const globs = Array.isArray(workspaces) ? workspaces : asMap(workspaces)?.get('packages');
  return {
    folder: folderOf(file),
    file,
    ...(typeof name === 'string' && { name }),
    ...(typeof main === 'string' && { main }),
    scripts: strings(json.get('scripts')),
    hasProgram: json.has('bin'),
    dependencies: {
      ...strings(json.get('devDependencies')),
      ...strings(json.get('peerDependencies')),
      ...strings(json.get('optionalDependencies')),
      ...strings(json.get('dependencies')),
    },
    workspaces: Array.isArray(globs) ? globs.filter((g): g is string => typeof g === 'string') : [],
    exports: exportsOf(json.get('exports')),
  };
}

/** Subpath → file; of conditions the first text wins. */
function exportsOf(value: unknown): Record<string, string> {
  if (typeof value === 'string') return { '.': value };
  return Object.fromEntries(
    [...(asMap(value) ?? [])].flatMap(([key, target]) => {
      const file = typeof target === 'string' ? target : Object.values(strings(target)).at(-1);
      return file === undefined ? [] : [[key, file]];
    }),
  );
}
