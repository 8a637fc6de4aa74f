import { createHash } from 'node:crypto';

import type { ExportDigest, LinkNames, ModuleLinks } from '../../model/module-digest.js';
import type { ModuleFacts } from '../../model/module-facts.js';
import type { Value } from '../../model/value.js';

type Linked = Exclude<keyof ModuleLinks, 'types'> | 'typeExports';

export function linksOf({ imports, exports, stars, typeExports }: Pick<ModuleFacts, Linked>): ModuleLinks {
  const types = typeExports.filter(([, value]) => value.k === 'import' || (value.k === 'unknown' && value.text.startsWith('typeof ')));
  return {
    imports: imports.map(({ from, line, column, names, typeOnly }) => ({ from, line, column, names, ...(typeOnly && { typeOnly }) })),
    exports: exports.map(given),
    stars,
    ...(types.length > 0 && { types: types.map(given) }),
  };
}

function given([name, value]: readonly [string, Value]): ExportDigest {
  return value.k === 'import' ? [name, value.from, value.name] : [name];
}

export function linkNames({ imports, exports, stars, types = [] }: ModuleLinks): LinkNames {
  const passedOn = exports.filter(([, from]) => from !== undefined);
  const links = JSON.stringify([imports, passedOn, stars, types]);
  return {
    linksName: createHash('sha1').update(links).digest('hex'),
    takes: lines([...imports.flatMap(({ names }) => names), ...[...passedOn, ...types].flatMap(([, , original]) => original ?? [])]),
    gives: lines(exports.filter(([, from]) => from === undefined).map(([name]) => name)),
  };
}

/** A name may be any text. */
function lines(names: readonly string[]): string {
  return [...new Set(names)].map((name) => name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')).join('\n');
}
