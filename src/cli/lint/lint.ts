import type { Finding, SeveritySetting } from '../../model/finding.js';
import { debugLines } from '../../report/debug.js';
import { reporters } from '../../report/index.js';
import { judge, rulesThatRun } from '../../rules/check.js';
import { analyseSystem } from '../analyse.js';
import type { CacheOptions } from '../cache.js';
import { readBaseline } from '../baseline/file.js';
import { added, type ChangeOptions } from './change.js';
import { deliver } from '../deliver.js';
import { assertFormats, isOfPlugin, targets } from '../formats.js';
import { exitWith, terminalWidth, writeError } from '../output.js';
import { prefixes, rootFolder } from '../paths.js';
import { sourceLines } from '../source-lines.js';
import { openSources } from './sources.js';
import { stats } from './stats.js';
import { progressLine, timedSteps } from './steps.js';
import { readTraceFiles } from './trace-files.js';
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
  /** Files of recorded traces. */
  readonly traces: readonly string[];
  /** Tell what was found, how names were resolved and how long each step took. */
  readonly debug: boolean;
  readonly cache: CacheOptions;
  /** Facts of repositories that are the system, instead of the folder. */
  readonly facts: readonly string[];
  readonly color: boolean;
  readonly version: string;
}

/** Analyse, judge, report, and set the exit code. */
export async function lint(options: LintOptions): Promise<void> {
  const started = performance.now();
  const outputs = targets(options.formats, options.output, { known: Object.keys(reporters), isOfPlugin });
  const root = await rootFolder(options.root);
  const { memory, states, disk, manifestWith, shown, historyOf, below } = await openSources(root, options);
  const baseline = readBaseline(root, options.baseline, states?.current);
  const steps = timedSteps({ show: progressLine() });
  const { config, plugins, profile, inlineConfig, overrides, only } = options;
  const system = { root, config, plugins, memory, profile, disk, manifestWith, onStep: steps.begin };
  const analysed = await historyOf(await analyseSystem(system).finally(steps.end));
  const { manifest, extensions } = analysed;
  const traces = await readTraceFiles(root, options.traces);
  const analysis = { ...analysed.analysis, ...(traces && { traces }) };
  assertFormats(outputs, Object.keys(extensions.reporters));
  const settings = { manifest, baseline, inlineConfig, overrides, only, absent: extensions.absent };
  const judged = judge(analysis, settings, extensions.rules);
  const compared = states && (await added(states, { analysed, judged, settings, extensions, config, memory }));
  const kept = memory?.save();
  const timed = steps.end();
  const findings = await below(compared?.findings ?? judged.findings);

  const report = {
    version: options.version,
    analysis,
    findings: options.quiet ? findings.filter(isError) : findings,
    rules: rulesThatRun(settings, extensions.rules),
    prefixes: await prefixes(root),
    ...(baseline === undefined ? {} : { fixed: judged.stale.length }),
    ...(compared === undefined ? {} : { change: compared.change }),
    durationMs: Math.round(performance.now() - started),
    lineOf: sourceLines(root, shown),
    width: terminalWidth(),
  };
  await deliver(outputs, extensions.reporters, { ...report, color: options.color });
  if (options.debug) writeError(debugLines(analysis, timed).join('\n'));
  if (options.stats) writeError(stats(report, kept, timed));
  writeError(absentLine(extensions.absent));
  const { code, reason } = verdict(findings, options);
  exitWith(code, reason);
}

/** Plugins that are named and did not run: what they would say is not in the verdict. */
function absentLine(names: readonly string[]): string {
  return names.length === 0 ? '' : `plugins that did not run: ${names.join(', ')}`;
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}
