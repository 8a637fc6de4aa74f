import type { Related, Violation } from '../model/finding.js';

/** A way step by step: the first step is where the violation stands, the others are told beside it. */
export function along(flow: readonly Related[]): Pick<Violation, 'at' | 'label' | 'related' | 'flow'> {
  const [first, ...related] = flow;
  if (first === undefined) return { related };
  const { message, ...at } = first;
  return { at, label: message, related, flow };
}
