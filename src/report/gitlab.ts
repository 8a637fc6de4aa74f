import type { Severity } from '../model/finding.js';
import { jsonText } from './json-text.js';
import { anchor } from './place.js';
import type { Reporter } from './reporter.js';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', info: 'info' };

/** GitLab's Code Quality report. It shows what is there, so what was accepted is left out. */
export const gitlab: Reporter = ({ analysis, findings, prefixes }) =>
  jsonText(
    findings
      .filter(({ state }) => state === 'new')
      .map((finding) => {
        const at = anchor(finding, analysis.system);
        return {
          description: finding.message,
          check_name: `msa/${finding.rule}`,
          // Of two systems in one repository the same name of a service may be found.
          fingerprint: `${prefixes.repository}${finding.id}`,
          severity: SEVERITIES[finding.severity],
          location: { path: `${prefixes.repository}${at.file}`, lines: { begin: at.line } },
        };
      }),
  );
