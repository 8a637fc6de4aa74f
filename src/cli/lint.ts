import type { MemoryUse } from '../analysis/memory/memory.js';
import type { Report } from '../model/analysis.js';
import type { Finding, SeveritySetting } from '../model/finding.js';
import type { History } from '../model/history.js';
import { reporters } from '../report/index.js';
import { judge, rulesThatRun } from '../rules/check.js';
import { plural } from '../shared/text.js';
import { analyseSystem, withHistory } from './analyse.js';
import { type CacheOptions, openCache } from './cache.js';
import { readBaseline } from './baseline-file.js';
import { added, type ChangeOptions, openStates } from './change.js';
import { deliver } from './deliver.js';
import { assertFormats, targets } from './formats.js';
import { exitWith, terminalWidth, writeError } from './output.js';
import { findingsBelow, prefixes, rootFolder } from './paths.js';
import { sourceLines } from './source-lines.js';
import { type Threshold, verdict } from './verdict.js';

export interface LintOptions extends Threshold, ChangeOptions {
  readonly root: string;
  readonly config?: string | undefined;
  /** The one deployment profile that it is about. */
  readonly profile?: string | undefined;
  /** Whether plugins run; undefined: where the user works. */
  readonly plugins?: boolean | undefined;
  /** Default: the one at the root, when there is one. */
  readonly baseline?: string;
  readonly paths: readonly string[];
  readonly formats: readonly string[];
  readonly output?: string;
  readonly quiet: boolean;
  readonly overrides: Readonly<Record<string, SeveritySetting>>;
  readonly only: readonly string[];
  /** Whether comments may accept findings. */
  readonly inlineConfig: boolean;
  readonly stats: boolean;
  readonly cache: CacheOptions;
  readonly color: boolean;
  readonly version: string;
}

/** Analyse, judge, report, and set the exit code. */
export async function lint(options: LintOptions): Promise<void> {
  const started = performance.now();
  const outputs = targets(options.formats, options.output, { known: Object.keys(reporters), isOfPlugin });
  const root = await rootFolder(options.root);
  const memory = await openCache(root, options.cache, options.since === undefined && !options.staged ? 1 : 2);
  const states = await openStates(root, options, memory);
  const baseline = readBaseline(root, options.baseline, states?.current);
  const { config, plugins, profile, inlineConfig, overrides, only } = options;
  const analysed = await withHistory(await analyseSystem({ root, config, plugins, memory, profile, disk: states?.current }), memory);
  const { analysis, manifest, extensions } = analysed;
  assertFormats(outputs, Object.keys(extensions.reporters));
  const settings = { manifest, baseline, inlineConfig, overrides, only, absent: extensions.absent };
  const judged = judge(analysis, settings, extensions.rules);
  const compared = states && (await added(states, { analysed, judged, settings, extensions, config, memory }));
  const kept = memory?.save();
  const findings = await findingsBelow(options.paths, root, compared?.findings ?? judged.findings);

  const report = {
    version: options.version,
    analysis,
    findings: options.quiet ? findings.filter(isError) : findings,
    rules: rulesThatRun(settings, extensions.rules),
    prefixes: await prefixes(root),
    ...(baseline === undefined ? {} : { fixed: judged.stale.length }),
    ...(compared === undefined ? {} : { change: compared.change }),
    durationMs: Math.round(performance.now() - started),
    lineOf: sourceLines(root, states?.current),
    width: terminalWidth(),
  };
  await deliver(outputs, extensions.reporters, { ...report, color: options.color });
  if (options.stats) writeError(stats(report, kept));
  if (extensions.absent.length > 0) writeError(`plugins that did not run: ${extensions.absent.join(', ')}`);
  const { code, reason } = verdict(findings, options);
  exitWith(code, reason);
}

/** Whether there is such a report is known when the plugins are. */
function isOfPlugin(format: string): boolean {
  return format.includes('/');
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function stats({ analysis, durationMs }: Pick<Report, 'analysis' | 'durationMs'>, kept: MemoryUse | undefined): string {
  const { system, coverage } = analysis;
  const sizes = [
    plural(system.services.length, 'service'),
    plural(coverage.filesAnalysed, 'file'),
    plural(system.edges.length, 'edge'),
    plural(system.datastores.length, 'datastore'),
  ];
  const megabytes = Math.round(process.memoryUsage.rss() / 1024 / 1024);
  return [
    `stats  ${sizes.join(', ')}`,
    ...(kept === undefined ? [] : [`stats  ${cacheLine(kept)}`]),
    ...(analysis.history === undefined ? [] : [`stats  ${historyLine(analysis.history)}`]),
    `stats  ${durationMs} ms, ${megabytes} MB, ${plural(coverage.widened, 'value')} given up`,
  ].join('\n');
}

function historyLine({ commits, missing }: History): string {
  return missing === undefined
    ? `${plural(commits.length, 'commit')} compared for changes in lockstep`
    : `changes in lockstep are not judged: ${missing}`;
}

function cacheLine({ known, read, problem }: MemoryUse): string {
  return `${plural(known, 'file')} known from the cache, ${read} read${problem === undefined ? '' : `; the cache cannot be written: ${problem}`}`;
}
