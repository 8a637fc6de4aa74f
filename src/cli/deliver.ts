import type { Report } from '../model/analysis.js';
import { markdown } from '../report/markdown.js';
import type { Reporter } from '../report/reporter.js';
import { UserError } from '../shared/errors.js';
import type { Target } from './formats.js';
import { appendToFile, reasonOf, writeFileAtomic, writeOutput } from './output.js';

/** Writes every report to its place. GitHub shows few annotations, so beside them the summary of the job gets the whole table. */
export async function deliver(targets: readonly Target[], reporters: Readonly<Record<string, Reporter>>, report: Report): Promise<void> {
  for (const target of targets) {
    const text = reporters[target.format]?.({ ...report, color: report.color && target.file === undefined });
    await writeTarget(target, text ?? '');
  }
  const summary = process.env.GITHUB_STEP_SUMMARY;
  if (summary === undefined || summary === '' || !targets.some(({ format }) => format === 'github')) return;
  await appendToFile(summary, markdown(report)).catch((error: unknown) => {
    throw notWritten('summary of the job', summary, error);
  });
}

/** To its file, else to stdout. */
export async function writeTarget({ format, file }: Target, text: string): Promise<void> {
  if (file === undefined) {
    writeOutput(text);
    return;
  }
  await writeFileAtomic(file, text).catch((error: unknown) => {
    throw notWritten(`${format} report`, file, error);
  });
}

function notWritten(what: string, file: string, error: unknown): UserError {
  return new UserError('E_OUTPUT', `the ${what} cannot be written to ${file}: ${reasonOf(error)}`, { hint: 'Name another file.' });
}
