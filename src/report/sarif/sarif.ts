import type { Report } from '../../model/analysis.js';
import { jsonText } from '../json-text.js';
import type { Reporter } from '../reporter.js';
import { rulesOf } from '../rules-of.js';
import { fitting, withinSize } from './limits.js';
import { NOTIFICATIONS, notificationsOf } from './notifications.js';
import { resultOf } from './result.js';
import { ruleDescriptor } from './rules.js';

/** SARIF 2.1.0 within the limits of GitHub code scanning. Accepted findings are in it, marked. */
export const sarif: Reporter = (report) => withinSize(fitting(report.findings), (kept) => jsonText(log(report, kept)));

/** Of this SARIF GitHub makes alerts: it opens one for every result, accepted or not, so here are new findings alone. */
export const codeScanning: Reporter = ({ fixed: _, ...report }) =>
  sarif({ ...report, findings: report.findings.filter(({ state }) => state === 'new') });

function log(report: Report, kept: Report['findings']) {
  const rules = rulesOf(report);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const hasBaseline = report.fixed !== undefined || report.findings.some(({ state }) => state === 'baselined');
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'msa',
            semanticVersion: report.version,
            rules: rules.map(ruleDescriptor),
            notifications: NOTIFICATIONS,
          },
        },
        automationDetails: { id: `msa/${report.prefixes.repository}` },
        columnKind: 'utf16CodeUnits',
        invocations: [
          { executionSuccessful: true, toolExecutionNotifications: notificationsOf(report, report.findings.length - kept.length) },
        ],
        results: kept.map((finding) => resultOf(finding, { report, indexes, hasBaseline })),
      },
    ],
  };
}
