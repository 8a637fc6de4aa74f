import type { Residual } from '../../../model/residual.js';
import type { Comparison } from '../../../model/value.js';

/** What a comparison of two literals of one type comes to; undefined where a side is not known, or not set yet. */
export function compared(is: Comparison['is'], [left, right]: readonly Residual[]): boolean | undefined {
  if (left?.k !== 'lit' || right?.k !== 'lit' || left.v === null || right.v === null) return undefined;
  if (is === '===') return left.v === right.v;
  if (is === '!==') return left.v !== right.v;
  return typeof left.v === 'number' && typeof right.v === 'number' ? ORDER[is](left.v, right.v) : undefined;
}

const ORDER: Readonly<Record<'<' | '<=' | '>' | '>=', (left: number, right: number) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};
