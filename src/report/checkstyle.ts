import { compareText } from '../model/location.js';
import { groupBy } from '../shared/group-by.js';
import { anchor } from './place.js';
import type { Reporter } from './reporter.js';
import { type Element, xmlDocument } from './xml.js';

/** Checkstyle's XML, which most CI systems read: findings by file. */
export const checkstyle: Reporter = ({ analysis, findings, prefixes }) => {
  const placed = findings
    .filter(({ state }) => state === 'new')
    .map((finding) => {
      const at = anchor(finding, analysis.system);
      return { finding, at, file: `${prefixes.repository}${at.file}` };
    });
  const files = [...groupBy(placed, ({ file }) => file)].sort(([a], [b]) => compareText(a, b));
  const content = files.map(([name, group]): Element => ({
    name: 'file',
    attributes: { name },
    content: group.map(({ finding, at }) => ({
      name: 'error',
      attributes: {
        line: at.line,
        column: at.column,
        severity: finding.severity,
        message: `${finding.message}. Fix: ${finding.fix}`,
        source: `msa.${finding.rule}`,
      },
    })),
  }));
  return xmlDocument({ name: 'checkstyle', attributes: { version: '4.3' }, content });
};
