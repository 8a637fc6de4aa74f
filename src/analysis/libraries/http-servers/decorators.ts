import type { Decorated, ExternalCall } from '../../../model/program.js';
import { lit, template, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { unreadRoute } from '../rows.js';
import { calleeName, isText, listOf, option } from '../select.js';

/** How a framework writes routes on classes: the decorator of the class, and what its methods' decorators are called. */
export interface RouteDecorators {
  /** End of the class decorator's path: `.Controller`. */
  readonly controller: RegExp;
  /** HTTP method of a method decorator: `Get` → `GET`. */
  readonly method: (decorator: string) => string;
  /** What stands before the controller's own prefix, such as a version. */
  readonly before?: (call: ExternalCall & { readonly decorates: Decorated }) => readonly Residual[];
}

/** `@Get('x')` on a method of `@Controller('y')`: every prefix with every path. */
export function* decoratedRoutes(call: ExternalCall, { controller, method, before }: RouteDecorators): Generator<Signal> {
  const { decorates } = call;
  if (decorates?.kind !== 'method') return;
  if (call.args[0]?.k === 'unknown') {
    yield unreadRoute(call);
    return;
  }
  const fronts = before?.({ ...call, decorates }) ?? [];
  for (const front of fronts.length > 0 ? fronts : [lit('')]) {
    for (const prefix of prefixes(decorates, controller)) {
      for (const path of pathsOf(call.args[0])) {
        yield { kind: 'route', method: method(calleeName(call)), path: joined([front, prefix, path]), protocol: 'http', call };
      }
    }
  }
}

/** `@Controller('x')`, `@Controller(['x', 'y'])`, `@Controller({ path: 'x' })`, or nothing. */
function prefixes({ classDecorators }: Decorated, controller: RegExp): readonly Residual[] {
  const decorator = classDecorators.find(({ path }) => controller.test(path));
  // A base class of controllers has no routes of its own.
  if (!decorator) return [];
  const [given] = decorator.args;
  return pathsOf(given?.k === 'object' ? option(given, 'path') : given);
}

function pathsOf(value: Residual | undefined): readonly Residual[] {
  const texts = listOf(value).filter(isText);
  return texts.length > 0 ? texts : [lit('')];
}

/** With one slash before each part that is not empty. */
export function joined(parts: readonly Residual[]): Residual {
  const said = parts.filter((part) => !(part.k === 'lit' && (part.v === '' || part.v === '/')));
  if (said.length === 0) return lit('/');
  return template(said.flatMap((part) => (part.k === 'lit' ? [lit(`/${String(part.v).replace(/^\/+|\/+$/g, '')}`)] : [lit('/'), part])));
}
