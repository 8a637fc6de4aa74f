import { createRequire } from 'node:module';
import path from 'node:path';

import { bytesOf, decoded, realDisk } from '../shared/disk.js';

/** The file that a plugin's module is, for a manifest in `folder`: a path, or an installed package as Node looks for it. undefined: not there. */
export function pluginFile(module: string, folder: string): string | undefined {
  if (/^\.{1,2}[\\/]/.test(module)) {
    const file = path.resolve(folder, module);
    return realDisk.look(file)?.kind === 'file' ? file : undefined;
  }
  if (path.isAbsolute(module) || /^[a-z]+:/i.test(module)) return undefined;
  try {
    return createRequire(path.join(folder, 'msa.yaml')).resolve(module);
  } catch {
    return importOnly(module, folder);
  }
}

/** A package whose `exports` know no `require`: what they say of `import`. */
function importOnly(module: string, folder: string): string | undefined {
  const [, name, inside = ''] = /^((?:@[^/]+\/)?[^/]+)(\/.+)?$/.exec(module) ?? [];
  if (name === undefined) return undefined;
  for (let at = folder; ; at = path.dirname(at)) {
    const place = path.join(at, 'node_modules', name);
    const text = bytesOf(realDisk, path.join(place, 'package.json'));
    const target = text && exported(decoded(text), `.${inside}`);
    if (target !== undefined) return path.join(place, target);
    if (text !== undefined || path.dirname(at) === at) return undefined;
  }
}

function exported(text: string, entry: string): string | undefined {
  try {
    const { exports } = JSON.parse(text) as { readonly exports?: unknown };
    const isTable = typeof exports === 'object' && exports !== null && Object.keys(exports).some((key) => key.startsWith('.'));
    return chosen(isTable ? (exports as Readonly<Record<string, unknown>>)[entry] : entry === '.' ? exports : undefined);
  } catch {
    return undefined;
  }
}

/** The first condition that holds when msa imports it. */
function chosen(target: unknown): string | undefined {
  if (typeof target === 'string') return target.startsWith('./') ? target : undefined;
  if (typeof target !== 'object' || target === null) return undefined;
  const found = Object.entries(target).find(([condition]) => ['node', 'import', 'default'].includes(condition));
  return chosen(found?.[1]);
}
