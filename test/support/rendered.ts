import { loadTemplates } from '../../src/scaffold/layers/load.js';
import { readTemplates } from '../../src/scaffold/layers/read.js';
import { closure } from '../../src/scaffold/layers/select.js';
import { render } from '../../src/scaffold/render/render.js';
import { UserError } from '../../src/shared/errors.js';
import { wantedOf } from './scaffold.js';

/** Path relative to the root → text. */
export type TextTree = ReadonlyMap<string, string>;

const templates = readTemplates([loadTemplates(new URL('../../templates', import.meta.url).pathname, 'templates')]);
const offered = [...templates.layers.values()].filter(({ internal }) => !internal).map(({ name }) => name);

/** Services behind a gateway that call each other, guarded, each deployed in another way. */
const SYSTEM = {
  edge: ['api-gateway', 'zero-trust', 'canary', 'tracing'],
  orders: ['rest', 'zero-trust', 'event-driven', 'saga-choreography', 'blue-green'],
  payments: ['rest', 'grpc', 'zero-trust', 'database-per-service', 'rolling'],
};

/** What msa makes of services with these of its own layers. */
export function rendered(...wanted: Parameters<typeof wantedOf>): TextTree {
  return textsOf(wantedOf(...wanted));
}

/** What msa makes of its own layers: each alone, every pair that is allowed, and a system. Title → workspace. */
export const renderings: ReadonlyMap<string, TextTree> = renderAll();

function renderAll(): ReadonlyMap<string, TextTree> {
  const sets = offered.flatMap((one, at) => [[one], ...offered.slice(at + 1).map((other) => [one, other])]).filter(isAllowed);
  return new Map([
    ...sets.map((layers) => [layers.join(' + '), rendered({ 'line-items': layers })] as const),
    ['a system', rendered(SYSTEM, { orders: { calls: 'payments' } })],
  ]);
}

function isAllowed(layers: readonly string[]): boolean {
  try {
    closure(layers, templates);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

function textsOf(wanted: Parameters<typeof render>[0]): TextTree {
  return new Map([...render(wanted, templates)].map(([path, { content }]) => [path, Buffer.from(content).toString('utf8')]));
}

/** The files with such a path, of all renderings; those of the same path and text once. */
export function filesLike(pattern: RegExp): TextTree {
  const files = new Map<string, readonly [string, string]>();
  for (const [title, tree] of renderings) {
    for (const [path, text] of tree) if (pattern.test(path)) files.set(path + text, [`${title}: ${path}`, text]);
  }
  return new Map(files.values());
}
