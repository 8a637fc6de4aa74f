import type { Finding, Severity } from '../../model/finding.js';

export const FAIL_ON = ['error', 'warning', 'info', 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

export interface Threshold {
  readonly failOn: FailOn;
  /** More warnings than this fail the run, whatever failOn says. */
  readonly maxWarnings?: number;
}

export interface Verdict {
  readonly code: 0 | 1;
  /** `2 errors (fail-on=error)`. */
  readonly reason: string;
}

/** Worst first. */
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** 1 when something new stands at or above the threshold. Suppressed and baselined findings do not count. */
export function verdict(findings: readonly Finding[], { failOn, maxWarnings }: Threshold): Verdict {
  const counts = new Map<Severity, number>();
  for (const { severity, state } of findings) if (state === 'new') counts.set(severity, (counts.get(severity) ?? 0) + 1);

  const judged = failOn === 'never' ? [] : SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  const reached = judged.filter((severity) => counts.has(severity));
  if (reached.length > 0) return { code: 1, reason: `${told(reached, counts)} (fail-on=${failOn})` };

  const warnings = counts.get('warning') ?? 0;
  if (maxWarnings !== undefined && warnings > maxWarnings) {
    return { code: 1, reason: `${told(['warning'], counts)} (max-warnings=${maxWarnings})` };
  }
  const present = SEVERITIES.filter((severity) => counts.has(severity));
  return { code: 0, reason: `${present.length === 0 ? 'no findings' : told(present, counts)} (fail-on=${failOn})` };
}

function told(severities: readonly Severity[], counts: ReadonlyMap<Severity, number>): string {
  return severities.map((severity) => counted(counts.get(severity) ?? 0, severity)).join(', ');
}

function counted(count: number, severity: Severity): string {
  return `${count} ${severity}${count === 1 || severity === 'info' ? '' : 's'}`;
}
