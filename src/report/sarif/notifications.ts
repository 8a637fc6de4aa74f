import type { Report } from '../../model/analysis.js';
import { plural } from '../../shared/text.js';
import { coverageLines } from '../coverage.js';
import { MOST } from './limits.js';
import { physical } from './result.js';

/** What can be told beside results, in the order of their indexes. GitHub asks of them what it asks of rules. */
export const NOTIFICATIONS = [
  descriptor('msa/coverage', 'What was seen of the system, and what was not.'),
  descriptor('msa/skipped-file', 'A file that was not read.'),
  descriptor('msa/left-out', 'More was found than the report may hold.'),
];

type Id = 'msa/coverage' | 'msa/skipped-file' | 'msa/left-out';

function descriptor(id: Id, text: string) {
  return { id, shortDescription: { text }, fullDescription: { text }, help: { text, markdown: text } };
}

/** `left` findings are not in the report. */
export function notificationsOf(report: Report, left: number) {
  const { skipped } = report.analysis.coverage;
  const more = skipped.length - MOST.notifications;
  return [
    told('msa/coverage', 'note', coverageLines(report.analysis).join('\n')),
    ...skipped.slice(0, MOST.notifications).map(({ file, why }) => ({
      ...told('msa/skipped-file', 'note', `not read: ${why}`),
      locations: [{ physicalLocation: { artifactLocation: physical({ file, line: 1, column: 1 }, report).artifactLocation } }],
    })),
    ...(more > 0 ? [told('msa/skipped-file', 'note', `${plural(more, 'file')} more not read`)] : []),
    ...(left > 0 ? [told('msa/left-out', 'warning', `${plural(left, 'finding')} more than the report may hold`)] : []),
  ];
}

function told(id: Id, level: 'note' | 'warning', text: string) {
  return { descriptor: { id, index: NOTIFICATIONS.findIndex((one) => one.id === id) }, level, message: { text } };
}
