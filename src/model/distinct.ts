import type { Residual } from './residual-node.js';

/** Alternatives of the same kind opened, each once. */
export function distinct(list: readonly Residual[], kind: 'any' | 'first'): readonly Residual[] {
  const [only] = list;
  if (list.length === 1 && only && only.k !== kind) return list;
  const seen = new Set<number>();
  const out: Residual[] = [];
  const add = (r: Residual): void => {
    if (seen.has(r.hash)) return;
    seen.add(r.hash);
    out.push(r);
  };
  for (const r of list) {
    if (r.k === kind) r.of.forEach(add);
    else add(r);
  }
  return out;
}
