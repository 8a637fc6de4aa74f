import type { LoopContext } from '../../../model/program.js';
import { unknown, type Residual } from '../../../model/residual.js';
import type { Schemas } from '../../../model/schema.js';
import { fieldsOfSdl, typesInLists, type GraphqlField } from '../../../shared/graphql-sdl.js';
import { signalsOf, type LinkedUnit, type SignalOf } from '../input.js';

/** A gateway asks a subgraph for many objects at once; each is resolved by itself. */
const REFERENCE = '__resolveReference';

/** Field resolvers of types that come in lists run once per object: that is a loop around all they do, by the frame of each. */
export function fieldLoops(linked: LinkedUnit, schemas: Schemas): ReadonlyMap<number, LoopContext> {
  const fields = signalsOf(linked, 'graphql-field');
  const resolvers = fields.filter(({ frame }) => frame !== undefined);
  if (resolvers.length === 0) return new Map();
  const many = typesInLists(declaredFields(linked, fields, schemas));
  return new Map(
    resolvers.flatMap(({ type, name, frame = -1 }) => {
      const at = linked.program.frames[frame]?.at;
      return at && (many.has(type) || name === REFERENCE) ? [[frame, loopOver(type, at)] as const] : [];
    }),
  );
}

function loopOver(type: string, at: LoopContext['at']): LoopContext {
  return { kind: 'callback', method: 'resolve', over: unknown(type, 'param'), retry: false, at };
}

/** From code, from schema text in code, and from schema files: the unit's own, or those of the whole system where it has none. */
function declaredFields(linked: LinkedUnit, fields: readonly SignalOf<'graphql-field'>[], { graphql }: Schemas): GraphqlField[] {
  const inCode = fields.flatMap(({ type, name, of, isList }) => (of === undefined ? [] : [{ type, name, of, isList }]));
  const texts = signalsOf(linked, 'graphql-schema').map(({ text }) => written(text));
  const own = graphql.filter(({ file }) => linked.unit.sources.some((source) => file.startsWith(`${source}/`)));
  const files = own.length > 0 || texts.length > 0 ? own : graphql;
  return [...inCode, ...[...texts, ...files.map(({ text }) => text)].flatMap(fieldsOfSdl)];
}

/** Schema text that is put together from parts: what is written counts. */
function written(text: Residual): string {
  if (text.k === 'tpl') return text.parts.map(written).join(' ');
  return text.k === 'lit' ? String(text.v) : '';
}
