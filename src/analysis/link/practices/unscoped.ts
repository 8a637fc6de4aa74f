import { compareLocations, compareText } from '../../../model/location.js';
import type { CallFact, FunctionFact, ModuleFacts, ParamFact } from '../../../model/module-facts.js';
import type { RouteInput } from '../../../model/practice.js';
import type { ExternalCall, Program } from '../../../model/program.js';
import type { Value } from '../../../model/value.js';
import type { Context } from '../context.js';
import type { LinkInput } from '../input.js';
import { calledName, contains, functionsFrom, startsOf } from './reached.js';

/** Routes behind something that verifies who asks, and whose handlers never look at who that is: all who are known may do the same. */
export function unscopedRoutes(
  { linked, offered }: Pick<Context, 'linked' | 'offered'>,
  { modules, digests }: Pick<LinkInput, 'modules' | 'digests'>,
): RouteInput[] {
  const verifies = (file: string): boolean =>
    digests.get(file)?.practices.some(([practice]) => practice === 'request-authentication') === true;
  return linked
    .flatMap(({ unit, program }) => {
      const isVerified = verifier(program, modules, verifies);
      return (offered.get(unit.name) ?? []).flatMap(({ operation, call }): RouteInput[] => {
        if (operation.protocol !== 'http' || operation.technical || !isVerified(call)) return [];
        // What stands before the handler finds out who asks; that it is looked at shows in the handler, which is the last.
        const functions = functionsFrom(startsOf(call).slice(-1), program, modules);
        const isScoped = functions.length === 0 || functions.some(({ module, fact }) => looksAtCaller(module, fact));
        return isScoped ? [] : [{ service: unit.name, operation: operation.name, at: call.at }];
      });
    })
    .sort((a, b) => compareText(a.service, b.service) || compareText(a.operation, b.operation) || compareLocations(a.at, b.at));
}

/** What verifies stands on the way of a route or in its file, or before all routes: `app.use(…)`, `app.addHook('onRequest', …)`. */
function verifier(program: Program, modules: LinkInput['modules'], verifies: (file: string) => boolean): (call: ExternalCall) => boolean {
  const isOnWay = (call: ExternalCall): boolean =>
    verifies(call.at.file) || functionsFrom(startsOf(call), program, modules).some(({ at }) => verifies(at.file));
  const asks = (call: ExternalCall): boolean =>
    functionsFrom(startsOf(call), program, modules).some(({ module, fact }) => fact.calls.some((at) => ASKS.test(nameIn(module, at))));
  const isBeforeAll = program.calls.some((call) => /\.(?:use|addHook)$/.test(call.path) && (isOnWay(call) || asks(call)));
  return (call) => isBeforeAll || isOnWay(call);
}

const ASKS = /^authenticate|verify.*token|jwt.?verify/i;

/** What is called, by its name or by that of the parameter that brings it. */
function nameIn({ calls, functions }: ModuleFacts, at: number): string {
  const callee = calls[at]?.callee;
  if (callee?.k === 'param') return functions[callee.fn]?.params[callee.index]?.name ?? '';
  return callee === undefined ? '' : calledName(callee);
}

function looksAtCaller({ calls, defs, functions }: ModuleFacts, fact: FunctionFact): boolean {
  const index = functions.indexOf(fact);
  const own = fact.calls.flatMap((at) => calls[at] ?? []);
  const isAbout = (value: Value): boolean => contains(value, (one) => isCaller(one, defs));
  return (
    fact.params.some((param) => isCallerParam(param, calls)) ||
    own.some((call) => asksForCaller(call) || [call.callee, ...call.args].some(isAbout)) ||
    defs.some(({ fn, value }) => fn === index && isAbout(value)) ||
    fact.returns.some(isAbout)
  );
}

type Defs = ModuleFacts['defs'];

/** What a request carries of who sends it, once that is verified: `req.user`, `res.locals.userId`, `ctx.state.session`. */
const CALLER =
  /^(?:(?:current|auth(?:enticated)?|logged_?in|request|session)_?)?(?:users?|accounts?|principal|identity|caller|member|customer|admin|owner|tenant|uid|sub|auth|session|token|claims|payload|jwt|decoded|credentials)_?(?:id|uuid|email|name|info|data|payload)?$/i;
const HOLDERS = /^(?:locals|state|meta|context|ctx|req|request|raw|authInfo|requestContext|authorizer)$/;

function isCaller(value: Value, defs: Defs): boolean {
  if (value.k !== 'prop') return false;
  if (isHeaders(value.of, defs)) return SAYS_WHO.test(value.name);
  return CALLER.test(value.name) && isCarrier(value.of, defs);
}

/** A parameter, or what hangs on it for such things; never what was sent. */
function isCarrier(of: Value, defs: Defs): boolean {
  if (of.k === 'typed') return of.of !== undefined && isCarrier(of.of, defs);
  // One step: a name for a part of the request.
  if (of.k === 'ref') return defs[of.def]?.value.k === 'ref' ? false : isCarrier(defs[of.def]?.value ?? of, []);
  return of.k === 'param' || (of.k === 'prop' && HOLDERS.test(of.name) && isCarrier(of.of, defs));
}

function isHeaders(of: Value, defs: Defs): boolean {
  return of.k === 'prop' && of.name === 'headers' && isCarrier(of.of, defs);
}

const SAYS_WHO = /user|account|auth|tenant|session|token|principal|subject/i;

/** `req.header('x-user-id')`, `currentUser(req)`, `verifyToken(…)`, an answer of 403, the whole request for somebody else. */
function asksForCaller({ callee, args }: CallFact): boolean {
  const name = calledName(callee);
  const [first] = args;
  const isHeader = /^(?:get|header|headers|getHeader)$/.test(name) && first?.k === 'lit' && SAYS_WHO.test(String(first.v));
  const isRefusal = args.some((arg) => arg.k === 'lit' && (arg.v === 403 || arg.v === '403'));
  const isHandedOn = args.some((arg) => arg.k === 'prop' && /^(?:raw|req|request)$/.test(arg.name));
  return (
    isHeader ||
    isRefusal ||
    isHandedOn ||
    /current.?user|user.?id|get.?(?:user|session|auth|caller|principal|tenant)|whoami|^(?:verify|decode)$|verify.?(?:jwt|.*token)/i.test(
      name,
    )
  );
}

/** `@CurrentUser() user`; what Nest itself hands over is a part of the request. */
function isCallerParam({ decorators }: ParamFact, calls: readonly CallFact[]): boolean {
  return decorators.some((one) => {
    const callee = one.k === 'call' ? calls[one.at]?.callee : one;
    return callee !== undefined && SAYS_WHO.test(calledName(callee));
  });
}
