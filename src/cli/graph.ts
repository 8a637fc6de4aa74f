import type { System } from '../model/system.js';
import { affectedPart, around, graphOf } from '../report/graph/graph.js';
import { drawings } from '../report/graph/index.js';
import { judge, rulesThatRun } from '../rules/check.js';
import { UserError } from '../shared/errors.js';
import { didYouMean } from '../shared/text.js';
import { analyseSystem, withHistory } from './analyse.js';
import { readBaseline } from './baseline/file.js';
import { type CacheOptions, openCache } from './cache.js';
import { writeTarget } from './deliver.js';
import { targets } from './formats.js';
import { terminalWidth } from './output.js';
import { prefixes, rootFolder } from './paths.js';
import { sourceLines } from './source-lines.js';

export interface GraphOptions {
  readonly root: string;
  readonly config?: string | undefined;
  /** The one deployment profile that it is about. */
  readonly profile?: string | undefined;
  /** Whether plugins run; undefined: where the user works. */
  readonly plugins?: boolean | undefined;
  readonly formats: readonly string[];
  readonly output?: string;
  /** Only these services and what is one step away. */
  readonly services: readonly string[];
  /** Only what findings are about. */
  readonly affected: boolean;
  readonly cache: CacheOptions;
  readonly version: string;
}

/** Draws the system, with what was found marked. It judges nothing: whoever wants a verdict asks `msa lint`. */
export async function graph(options: GraphOptions): Promise<void> {
  const started = performance.now();
  const outputs = targets(options.formats, options.output, { known: Object.keys(drawings) });
  const root = await rootFolder(options.root);
  const baseline = readBaseline(root, undefined);
  const memory = await openCache(root, options.cache);
  const { config, plugins, profile } = options;
  const { analysis, manifest, extensions } = await withHistory(await analyseSystem({ root, config, plugins, memory, profile }), memory);
  memory?.save();
  for (const name of options.services) assertService(name, analysis.system);
  const { rules, absent } = extensions;
  const settings = { manifest, baseline, absent };
  const { findings } = judge(analysis, settings, rules);
  const whole = around(graphOf(analysis.system, findings), options.services);
  const shown = options.affected ? affectedPart(whole) : whole;
  const report = {
    version: options.version,
    analysis,
    findings,
    rules: rulesThatRun(settings, rules),
    prefixes: await prefixes(root),
    durationMs: Math.round(performance.now() - started),
    lineOf: sourceLines(root),
    width: terminalWidth(),
    color: false,
  };
  for (const target of outputs) await writeTarget(target, drawings[target.format]?.(shown, report) ?? '');
}

function assertService(name: string, { services }: System): void {
  const known = services.map((service) => service.name);
  if (known.includes(name)) return;
  throw new UserError('E_SERVICE', `there is no service "${name}"`, { hint: didYouMean(name, known) ?? `Services: ${known.join(', ')}.` });
}
