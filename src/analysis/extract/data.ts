import { parse } from 'yaml';

import type { ModuleFacts } from '../../model/module-facts.js';
import type { Value } from '../../model/value.js';

/** A file of JSON or YAML as a module that exports its content: routes and addresses are often kept in one. */
export function dataFacts(file: string, text: string): ModuleFacts {
  return {
    file,
    linesOfCode: 0,
    parseErrors: [],
    imports: [],
    exports: [['=', valueOfData(file, text)]],
    stars: [],
    defs: [],
    writes: [],
    calls: [],
    loops: [],
    // The body, in which exports are evaluated.
    functions: [{ name: file, params: [], returns: [], calls: [], decorators: [], line: 1, column: 1 }],
    classes: [],
    shapes: [],
    typeExports: [],
    providers: [],
  };
}

function valueOfData(file: string, text: string): Value {
  try {
    const parsed: unknown = file.endsWith('.json') ? JSON.parse(text) : parse(text, { logLevel: 'silent', maxAliasCount: 1_000 });
    return valueOf(parsed, 0);
  } catch {
    return { k: 'unknown', text: 'json' };
  }
}

function valueOf(json: unknown, depth: number): Value {
  if (depth > 40) return { k: 'unknown', text: 'json' };
  if (typeof json === 'number') return numberValue(json);
  if (json === null || typeof json === 'string' || typeof json === 'boolean') return { k: 'lit', v: json };
  if (Array.isArray(json)) return { k: 'array', items: json.map((item) => valueOf(item, depth + 1)) };
  if (typeof json === 'object')
    return { k: 'object', props: Object.entries(json).map(([name, value]) => [name, valueOf(value, depth + 1)] as const) };
  return { k: 'unknown', text: 'json' };
}

/** Facts are plain JSON, which has no word for -0 and for what is not finite. */
function numberValue(v: number): Value {
  return Number.isFinite(v) ? { k: 'lit', v: v + 0 } : { k: 'unknown', text: 'json' };
}
