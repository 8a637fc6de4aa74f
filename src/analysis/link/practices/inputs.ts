import { compareLocations, compareText, type Location } from '../../../model/location.js';
import type { CallFact, FunctionFact, ModuleFacts } from '../../../model/module-facts.js';
import type { Practised, RouteInput } from '../../../model/practice.js';
import type { ExternalCall } from '../../../model/program.js';
import type { Operation } from '../../../model/system.js';
import type { Value } from '../../../model/value.js';
import type { Context } from '../context.js';
import type { LinkedUnit, LinkInput } from '../input.js';
import { describedBy, isBare } from './described.js';
import { calledName, contains, functionsFrom, startsOf } from './reached.js';

/**
 * Routes that change something and read what they are sent, of services in which nothing is seen to check it. Where a service
 * describes bodies route by route, each route stands for itself: what is checked elsewhere in it is something else.
 */
export function uncheckedInputs(
  { linked, offered }: Pick<Context, 'linked' | 'offered'>,
  modules: LinkInput['modules'],
  practised: readonly Practised[],
): RouteInput[] {
  const checking = new Set(practised.flatMap(({ service, practice }) => (practice === 'input-validation' ? service : [])));
  return linked
    .flatMap((item) => {
      const writing = (offered.get(item.unit.name) ?? []).filter(({ operation }) => isWriting(operation));
      const isChecking = checking.has(item.unit.name);
      if (isChecking && !writing.some(({ call }) => describedBy(call) === 'body')) return [];
      return writing.flatMap(({ operation, call }): RouteInput[] => {
        const described = describedBy(call);
        if (described !== 'nothing' || (isChecking && !isBare(call))) return [];
        const body = bodyOf(item, call, modules, isChecking);
        return body === undefined ? [] : [{ service: item.unit.name, operation: operation.name, at: body }];
      });
    })
    .sort((a, b) => compareText(a.service, b.service) || compareText(a.operation, b.operation) || compareLocations(a.at, b.at));
}

function isWriting({ protocol, technical, method = '' }: Operation): boolean {
  return protocol === 'http' && !technical && /^(?:POST|PUT|PATCH)$/.test(method);
}

/** Where a handler reads the body, unless what it leads to refuses some of it, or, in a service that checks, is called as if it did. */
function bodyOf({ program }: LinkedUnit, call: ExternalCall, modules: LinkInput['modules'], isChecking: boolean): Location | undefined {
  const functions = functionsFrom(startsOf(call), program, modules);
  if (functions.some(({ module, fact }) => refuses(module, fact) || (isChecking && mayCheck(module, fact)))) return undefined;
  for (const { module, fact, at } of functions) if (readsBody(module, fact)) return at;
  return undefined;
}

/** 400, 422, errors that are called after them, and texts for whoever sent it: "name is required". */
function refuses({ calls }: ModuleFacts, { calls: own }: FunctionFact): boolean {
  return own.some((index) => {
    const call = calls[index];
    return call !== undefined && (isRefusal(call) || /BadRequest|Unprocessable|Invalid|InputError/i.test(calledName(call.callee)));
  });
}

function isRefusal({ args, callee }: CallFact): boolean {
  const isStatus = args.some((arg) => arg.k === 'lit' && (arg.v === 400 || arg.v === 422 || arg.v === '400' || arg.v === '422'));
  return (
    isStatus ||
    /BAD_REQUEST|UNPROCESSABLE|BadRequest|[Ii]nvalid|required|[Mm]issing|must be/.test(JSON.stringify(args)) ||
    /badRequest|unprocessable/i.test(calledName(callee))
  );
}

function mayCheck({ calls }: ModuleFacts, { calls: own, name }: FunctionFact): boolean {
  return CHECKS.test(name) || own.some((index) => calls[index] !== undefined && CHECKS.test(calledName(calls[index].callee)));
}

const CHECKS = /^(?:safe)?parse(?:async)?$|valid|sanitiz|check|assert|ensure|schema|decode/i;

/** `req.body`, `ctx.request.body`, a parameter with `@Body()`. */
function readsBody({ calls, defs, functions }: ModuleFacts, fact: FunctionFact): boolean {
  const index = functions.indexOf(fact);
  const bodies = new Set(fact.params.flatMap(({ decorators }, at) => (decorators.some((one) => isBodyDecorator(one, calls)) ? at : [])));
  const isBody = (value: Value): boolean => isSent(value) || (value.k === 'param' && value.fn === index && bodies.has(value.index));
  const own = fact.calls.flatMap((at) => calls[at] ?? []);
  const hasBody = ({ args }: CallFact): boolean => args.some((arg) => contains(arg, isBody));
  const isHanded =
    own.some((call) => !converts(call) && hasBody(call)) ||
    defs.some(({ fn, value }) => fn === index && contains(value, isBody)) ||
    fact.returns.some((value) => contains(value, isBody));
  return isHanded || (bodies.size > 0 && !own.some((call) => converts(call) && hasBody(call)));
}

/** What it makes is a number or a flag, whatever was sent. */
function converts({ callee }: CallFact): boolean {
  return callee.k === 'global' && /^(?:Number|Boolean|parseInt|parseFloat)$/.test(callee.name);
}

function isBodyDecorator(decorator: Value, calls: ModuleFacts['calls']): boolean {
  const callee = decorator.k === 'call' ? calls[decorator.at]?.callee : undefined;
  return callee?.k === 'import' && callee.name === 'Body' && (callee.from === '@nestjs/common' || callee.from === 'routing-controllers');
}

function isSent(value: Value): boolean {
  return value.k === 'prop' && value.name === 'body' && isRequest(value.of);
}

/** A parameter, or `request` of one. */
function isRequest(of: Value): boolean {
  return (
    of.k === 'param' ||
    (of.k === 'typed' && of.of !== undefined && isRequest(of.of)) ||
    (of.k === 'prop' && of.name === 'request' && isRequest(of.of))
  );
}
