import type { BaselineEntry } from '../model/baseline.js';
import type { Finding } from '../model/finding.js';

/** `calls 3 → 5` for each measure that is worse than when the finding was accepted. */
export function growth({ metrics: before }: Pick<BaselineEntry, 'metrics'>, { metrics: now }: Pick<Finding, 'metrics'>): string[] {
  return Object.entries(before).flatMap(([name, was]) => {
    const is = now[name];
    return typeof is === 'number' && is > was ? [`${name} ${was} → ${is}`] : [];
  });
}

/** What of a finding is measured: the measures of its rule that are numbers. */
export function measured({ metrics }: Pick<Finding, 'metrics'>, measures: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    measures.flatMap((name) => {
      const value = metrics[name];
      return typeof value === 'number' ? [[name, value] as const] : [];
    }),
  );
}
