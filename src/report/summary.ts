import type { Finding, Severity } from '../model/finding.js';

export interface Summary extends Readonly<Record<Severity, number>> {
  readonly suppressed: number;
  readonly baselined: number;
}

/** Findings by severity, those that were accepted before counted apart. */
export function summarise(findings: readonly Finding[]): Summary {
  const count = (isIt: (finding: Finding) => boolean): number => findings.filter(isIt).length;
  const fresh = (severity: Severity): number => count((finding) => finding.state === 'new' && finding.severity === severity);
  return {
    error: fresh('error'),
    warning: fresh('warning'),
    info: fresh('info'),
    suppressed: count(({ state }) => state === 'suppressed'),
    baselined: count(({ state }) => state === 'baselined'),
  };
}
