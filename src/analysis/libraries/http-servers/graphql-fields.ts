import type { ExternalCall, Program } from '../../../model/program.js';
import { alternatives, pathOf, type Closure, type Residual } from '../../../model/residual.js';
import type { GraphqlFieldSignal, Signal } from '../../../model/signal.js';
import { calleeName, listOf, option, text } from '../select.js';

/** `{ Book: { author: (book) => … } }`: a function for each field that is more than a property. */
export function* resolverFields(map: Residual, call: ExternalCall, program: Program): Generator<Signal> {
  if (map.k !== 'object') return;
  for (const [type, fields] of map.props) {
    for (const one of listOf(fields)) {
      if (one.k !== 'object') continue;
      for (const [name, resolver] of one.props) {
        const frame = frameOf(resolver, call, program);
        if (frame !== undefined) yield { kind: 'graphql-field', type, name, isList: false, frame, call };
      }
    }
  }
}

function frameOf(resolver: Residual, { callbacks }: ExternalCall, { frames }: Program): number | undefined {
  const functions = alternatives(resolver).filter((one): one is Closure => one.k === 'fn');
  return callbacks.find(({ frame }) => functions.some((fn) => frames[frame]?.fn === fn.at && frames[frame].at.file === fn.module))?.frame;
}

/** Schema text of `typeDefs`: plain, tagged with `gql`, or a list of these. */
export function* schemaTexts(typeDefs: Residual | undefined, call: ExternalCall): Generator<Signal> {
  for (const one of listOf(typeDefs)) {
    const written = one.k === 'call' ? one.args[0] : one;
    if (written?.k === 'lit' || written?.k === 'tpl') yield { kind: 'graphql-schema', text: written, call };
  }
}

/** `@Query(() => [Book])`, `@ResolveField(() => Author)` on a method, `@Field(() => [Tag])` on a property. */
export function codeField(call: ExternalCall, root: string | undefined, program: Program): GraphqlFieldSignal | undefined {
  const { decorates } = call;
  const type = root ?? ownerOf(call, program);
  if (!decorates?.member || type === undefined) return undefined;
  const declared = call.args.find((arg) => arg.k === 'array' || arg.k === 'class');
  const of = nameOf(declared?.k === 'array' ? declared.items[0] : declared, program);
  return {
    kind: 'graphql-field',
    type,
    name:
      calleeName(call) === 'ResolveReference'
        ? '__resolveReference'
        : (text(call.args[0]) ?? text(option(call.args.at(-1), 'name')) ?? decorates.member),
    ...(of !== undefined && { of }),
    isList: declared?.k === 'array',
    ...(decorates.kind === 'method' && decorates.frame !== undefined && { frame: decorates.frame }),
    call,
  };
}

/** `@Resolver('Book')`, `@Resolver(() => Book)`; an object type is named like its class unless it says so. */
function ownerOf({ decorates }: ExternalCall, program: Program): string | undefined {
  const resolver = decorates?.classDecorators.find(({ path }) => path.endsWith('.Resolver'));
  if (resolver) return text(resolver.args[0]) ?? nameOf(resolver.args[0], program);
  const object = decorates?.classDecorators.find(({ path }) => /\.(?:ObjectType|InterfaceType)$/.test(path));
  return object && (text(object.args[0]) ?? decorates?.className);
}

function nameOf(type: Residual | undefined, { classes }: Program): string | undefined {
  if (type?.k !== 'class') return type && pathOf(type)?.split('.').at(-1);
  const reached = classes.find(({ cls }) => cls.hash === type.hash);
  const object = reached?.decorators.find(({ path }) => path.endsWith('.ObjectType'));
  return text(object?.args[0]) ?? reached?.name;
}
