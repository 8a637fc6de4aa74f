import { remembered } from '../../../model/remembered.js';
import type { Operation } from '../../../model/system.js';

/** A request as its caller writes it. */
export interface Asked {
  /** undefined: not known. */
  readonly method: string | undefined;
  /** `/orders/{}`. */
  readonly path: string;
}

/** The operation of a service that answers a request; prefixes that the server adds out of sight are allowed for. */
export function operationFor(asked: Asked, operations: readonly Operation[]): Operation | undefined {
  const exact = best(
    asked,
    operations.filter((operation) => fits(asked, operation)),
  );
  if (exact !== undefined) return exact;
  const shifted = operations.filter((operation) => isMethod(asked.method, operation) && isSuffix(asked.path, operation.path ?? '/'));
  const [first, second] = shifted
    .map((operation) => ({ operation, literals: literalsAtEnd(asked.path, operation.path ?? '/') }))
    .sort((a, b) => b.literals - a.literals);
  return first !== undefined && first.literals > (second?.literals ?? 0) ? first.operation : undefined;
}

/** The request is so particular that an operation may be recognised by its path alone. */
export const isParticular = remembered((path) => path.split('/').some(isTelling));

function isTelling(segment: string): boolean {
  return segment.length > 2 && segment !== '{}' && !GENERIC.test(segment);
}

/** Both say the same particular word at the same place: `/{}/events` and `/public/{}` fit and have nothing to do with each other. */
export function isRecognised(asked: string, offered: string): boolean {
  const right = segmentsOf(offered);
  return segmentsOf(asked).some((segment, i) => segment === right[i] && isTelling(segment));
}

/** Every request is compared with every operation: each path is taken apart once. */
const segmentsOf = remembered((path): readonly string[] => path.split('/').slice(1));

const GENERIC =
  /^(?:v\d+|api|apis|rest|graphql|query|health\w*|metrics|status|ping|login|logout|auth|me|index|search|list|data|all|new|upload|test)$/i;

export function fits({ method, path }: Asked, operation: Operation): boolean {
  return isMethod(method, operation) && isPath(path, operation.path ?? '/');
}

function isMethod(method: string | undefined, operation: Operation): boolean {
  return method === undefined || operation.method === undefined || operation.method === 'ALL' || operation.method === method;
}

/** A request of which nothing is known but its length is no request of an operation with a name. */
export function isPath(asked: string, offered: string): boolean {
  const left = segmentsOf(asked);
  const right = segmentsOf(offered);
  if (left.length !== right.length) return false;
  const isBlank = left.every((segment) => segment === '{}');
  return left.every((segment, i) => segment === right[i] || right[i] === '{}' || (segment === '{}' && !isBlank));
}

/** One ends with the other, at a segment and with a literal in common. */
function isSuffix(asked: string, offered: string): boolean {
  const left = segmentsOf(asked);
  const right = segmentsOf(offered);
  const common = Math.min(left.length, right.length);
  if (common === 0 || left.length === right.length) return false;
  const ends = left.slice(-common);
  return isPath(`/${ends.join('/')}`, `/${right.slice(-common).join('/')}`) && literalsAtEnd(asked, offered) > 0;
}

/** Segments that agree word by word, counted from the end. */
function literalsAtEnd(asked: string, offered: string): number {
  const right = offered.split('/').slice(1).reverse();
  const left = asked.split('/').slice(1).reverse();
  return left.filter((segment, i) => segment !== '' && segment !== '{}' && segment === right[i]).length;
}

/** Literal segments that agree count; an exact method beats ALL. */
function best({ path, method }: Asked, operations: readonly Operation[]): Operation | undefined {
  const score = (operation: Operation): number => {
    const same = (operation.path ?? '').split('/').filter((segment, i) => segment === path.split('/')[i]).length;
    return same * 2 + (operation.method === method ? 1 : 0);
  };
  return [...operations].sort((a, b) => score(b) - score(a))[0];
}
