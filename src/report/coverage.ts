import type { Analysis, ServiceCoverage } from '../model/analysis.js';
import { compareText } from '../model/location.js';
import { groupBy } from '../shared/group-by.js';
import { listed, plural } from '../shared/text.js';
import { safe } from './layout.js';

/** What was seen and what was not: a report without findings says little when half of the calls could not be told. */
export function coverageLines({ system, coverage, problems, profile }: Analysis): string[] {
  const all = Object.values(coverage.services);
  const sum = (count: (one: ServiceCoverage) => number): number => all.reduce((total, one) => total + count(one), 0);
  const unread = system.services.filter(({ analysed }) => !analysed);
  const seen = [
    plural(system.services.length, 'service'),
    plural(coverage.filesAnalysed, 'file'),
    `calls ${sum((one) => one.resolvedCalls)} resolved, ${sum((one) => one.unresolvedCalls)} unresolved`,
    ...routes(sum((one) => one.unresolvedRoutes)),
    `datastores ${sum((one) => one.resolvedDatastores)} resolved, ${sum((one) => one.unresolvedDatastores)} unresolved`,
  ];
  const missed = [
    ...(profile === undefined ? [] : [`profile ${profile.name} alone`]),
    ...(profile === undefined || profile.leftOut.length === 0 ? [] : [`not in it: ${listed(profile.leftOut, 5)}`]),
    ...(unread.length === 0
      ? []
      : [`not read: ${listed(unread.map(({ name, language }) => `${name} (${language})`).sort(compareText), 5)}`]),
    ...(coverage.skipped.length === 0 ? [] : [`skipped ${plural(coverage.skipped.length, 'file')}: ${reasons(coverage.skipped)}`]),
    ...(problems.length === 0 ? [] : [`${plural(problems.length, 'problem')} with files`]),
    ...(coverage.widened === 0 ? [] : [`${plural(coverage.widened, 'value')} given up as too large`]),
  ];
  return [seen.join(' · '), ...(missed.length === 0 ? [] : [missed.join(' · ')])].map(safe);
}

/** Those that were read are told as operations; only the others need to be told here. */
function routes(unresolved: number): string[] {
  return unresolved === 0 ? [] : [`${plural(unresolved, 'route')} unresolved`];
}

function reasons(skipped: readonly { readonly why: string }[]): string {
  const groups = [...groupBy(skipped, ({ why }) => why)].sort(([a], [b]) => compareText(a, b));
  return groups.map(([why, files]) => `${files.length} ${why}`).join(', ');
}
