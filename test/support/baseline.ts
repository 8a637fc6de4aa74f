import type { BaselineEntry } from '../../src/model/baseline.js';

export function entry(parts: Partial<BaselineEntry> = {}): BaselineEntry {
  return {
    id: '9f2c1e7a',
    rule: 'a/b',
    subject: 'orders',
    reason: 'old',
    metrics: {},
    at: { file: 'msa.baseline.json', line: 4, column: 5 },
    ...parts,
  };
}
