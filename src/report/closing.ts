import type { Report } from '../model/analysis.js';
import { changeLines } from './change.js';
import { coverageLines } from './coverage.js';
import { summaryText } from './summary.js';

/** What stands below the findings: what a change adds beside them, how many they are, and what was seen of the system. */
export function closingLines(report: Report): string[] {
  return [...(report.change === undefined ? [] : changeLines(report.change)), summaryText(report), ...coverageLines(report.analysis)];
}
