import type { Report } from '../model/analysis.js';
import type { Finding, Severity } from '../model/finding.js';
import { plural } from '../shared/text.js';

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

/** `2 errors, 1 warning (1 suppressed, 3 baselined, 1 fixed)`; counts by severity go through `paint`. */
export function summaryText(
  { findings, fixed }: Pick<Report, 'findings' | 'fixed'>,
  paint: (text: string, severity: Severity | 'none') => string = (text) => text,
): string {
  const { error, warning, info, suppressed, baselined } = summarise(findings);
  const parts = [
    ...(error > 0 ? [paint(plural(error, 'error'), 'error')] : []),
    ...(warning > 0 ? [paint(plural(warning, 'warning'), 'warning')] : []),
    ...(info > 0 ? [paint(`${info} info`, 'info')] : []),
  ];
  const known = [
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
    ...(fixed === undefined && baselined === 0 ? [] : [`${baselined} baselined`]),
    ...(fixed === undefined || fixed === 0 ? [] : [`${fixed} fixed`]),
  ];
  const total = parts.length === 0 ? paint('no findings', 'none') : parts.join(', ');
  return known.length === 0 ? total : `${total} (${known.join(', ')})`;
}
