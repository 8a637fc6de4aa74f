import type { ServiceCoverage } from '../../model/analysis.js';
import { listed, plural } from '../../shared/text.js';
import { beside, note } from '../framed.js';
import { hanging, safe } from '../layout.js';
import type { Target } from './explanation.js';
import type { Instead, Suspect } from './instead.js';
import type { Sheet } from './text.js';

/** Loose ends that are shown; the rest is counted. */
const MAX_SUSPECTS = 8;

/** An answer also where there is none: what was seen of the one, what of it leads nowhere, and who reaches the other. */
export function insteadLines(instead: Instead, { from, to }: { from: string; to: Target }, sheet: Sheet): string[] {
  const { coverage, unread, loose, reverse, reversePath, callers } = instead;
  return [
    ...note('seen', seen(coverage, unread), sheet),
    ...(reverse.length === 0
      ? []
      : note('back', `it is the other way round: ${to.name} reaches ${from} (msa why ${to.name} ${from})`, sheet)),
    ...(reversePath === undefined ? [] : note('back', `it is the other way round: ${reversePath.join(' → ')}`, sheet)),
    ...note(
      'who',
      callers.length === 0 ? `nobody was found who ${verb(to)} ${to.name}` : `${listed(callers)} ${verb(to, callers.length)} ${to.name}`,
      sheet,
    ),
    '',
    ...suspectLines(loose, { from, to }, sheet),
  ];
}

function verb({ kind }: Target, count = 1): string {
  return `${kind === 'datastore' ? 'open' : 'reach'}${count === 1 ? (kind === 'datastore' ? 's' : 'es') : ''}`;
}

function seen(coverage: ServiceCoverage | undefined, unread: string | undefined): string {
  if (unread !== undefined) return `its source is not read (${unread}), only what deployment files say of it`;
  if (coverage === undefined) return 'nothing';
  const { files, resolvedCalls, unresolvedCalls, resolvedDatastores, unresolvedDatastores } = coverage;
  return [
    plural(files, 'file'),
    `calls ${resolvedCalls} resolved, ${unresolvedCalls} unresolved`,
    `datastores ${resolvedDatastores} resolved, ${unresolvedDatastores} unresolved`,
  ].join(' · ');
}

function suspectLines(loose: readonly Suspect[], { from, to }: { from: string; to: Target }, sheet: Sheet): string[] {
  if (loose.length === 0) return hanging('', `${from} has no loose end that could be it.`, sheet.width);
  const named = loose.filter(({ isNamed }) => isNamed).length;
  const head = `${plural(loose.length, 'loose end')} of ${from} could be it${named === 0 ? '' : `, ${named} of them by name`}:`;
  const rest = loose.length - MAX_SUSPECTS;
  return [
    ...hanging('', safe(head), sheet.width),
    ...loose.slice(0, MAX_SUSPECTS).flatMap((suspect) => suspectLine(suspect, to, sheet)),
    ...(rest > 0 ? [`  ${sheet.paint.dim(`… and ${rest} more`)}`] : []),
  ];
}

function suspectLine({ end, isNamed }: Suspect, to: Target, sheet: Sheet): string[] {
  const message = `${end.text} (${end.why === 'no-peer' ? 'nobody is known by that name' : 'unresolved'}${isNamed ? `, speaks of ${to.name}` : ''})`;
  const [place] = end.evidence;
  return place === undefined ? note('', message, sheet) : beside([{ ...place, message }], place.line, sheet);
}
