import type { MemoryUse } from '../../analysis/memory/memory.js';
import type { Report } from '../../model/analysis.js';
import type { History } from '../../model/history.js';
import { plural } from '../../shared/text.js';
import type { TimedStep } from './steps.js';

/** What `--stats` prints: sizes, what the cache knew, how long it took. */
export function stats(
  { analysis, durationMs }: Pick<Report, 'analysis' | 'durationMs'>,
  kept: MemoryUse | undefined,
  steps: readonly TimedStep[],
): string {
  const { system, coverage } = analysis;
  const sizes = [
    plural(system.services.length, 'service'),
    plural(coverage.filesAnalysed, 'file'),
    plural(system.edges.length, 'edge'),
    plural(system.datastores.length, 'datastore'),
    plural(system.topics.length, 'topic'),
    plural(system.loose.length, 'loose end'),
  ];
  const megabytes = Math.round(process.memoryUsage.rss() / 1024 / 1024);
  return [
    `stats  ${sizes.join(', ')}`,
    ...(kept === undefined ? [] : [`stats  ${cacheLine(kept)}`]),
    ...(analysis.history === undefined ? [] : [`stats  ${historyLine(analysis.history)}`]),
    ...(steps.length === 0 ? [] : [`stats  ${stepsLine(steps)}`]),
    `stats  ${durationMs} ms, ${megabytes} MB, ${plural(coverage.widened, 'value')} given up`,
  ].join('\n');
}

/** `discover services 12 ms, resolve 3 services 340 ms`: the services together. */
function stepsLine(steps: readonly TimedStep[]): string {
  const isResolve = ({ name }: TimedStep): boolean => name.startsWith('resolve ');
  const resolved = steps.filter(isResolve);
  const all = [
    ...steps.filter((step) => !isResolve(step)).map(({ name, ms }) => `${name} ${Math.round(ms)} ms`),
    ...(resolved.length === 0
      ? []
      : [`resolve ${plural(resolved.length, 'service')} ${Math.round(resolved.reduce((sum, { ms }) => sum + ms, 0))} ms`]),
  ];
  return all.join(', ');
}

function historyLine({ commits, missing }: History): string {
  return missing === undefined
    ? `${plural(commits.length, 'commit')} compared for changes in lockstep`
    : `changes in lockstep are not judged: ${missing}`;
}

function cacheLine({ known, read, problem }: MemoryUse): string {
  return `${plural(known, 'file')} known from the cache, ${read} read${problem === undefined ? '' : `; the cache cannot be written: ${problem}`}`;
}
