import type { ModuleFacts } from '../../model/module-facts.js';
import type { Value } from '../../model/value.js';

/** A JSON file as a module that exports its content: routes and addresses are often kept in one. */
export function jsonFacts(file: string, text: string): ModuleFacts {
  return {
    file,
    linesOfCode: 0,
    parseErrors: [],
    imports: [],
    exports: [['=', valueOfJson(text)]],
    stars: [],
    defs: [],
    writes: [],
    calls: [],
    loops: [],
    functions: [],
    classes: [],
    shapes: [],
    typeExports: [],
    providers: [],
  };
}

function valueOfJson(text: string): Value {
  try {
    const parsed: unknown = JSON.parse(text);
    return valueOf(parsed, 0);
  } catch {
    return { k: 'unknown', text: 'json' };
  }
}

function valueOf(json: unknown, depth: number): Value {
  if (depth > 40) return { k: 'unknown', text: 'json' };
  if (json === null || typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean') return { k: 'lit', v: json };
  if (Array.isArray(json)) return { k: 'array', items: json.map((item) => valueOf(item, depth + 1)) };
  if (typeof json === 'object')
    return { k: 'object', props: Object.entries(json).map(([name, value]) => [name, valueOf(value, depth + 1)] as const) };
  return { k: 'unknown', text: 'json' };
}
