import { growth } from '../../baseline/match.js';
import { pruned, withFindings } from '../../baseline/update.js';
import type { Baseline, BaselineEntry } from '../../model/baseline.js';
import type { Finding } from '../../model/finding.js';
import { compareText } from '../../model/location.js';
import type { Rule } from '../../model/rule.js';
import { type Judgement, judge } from '../../rules/check.js';
import { assertRule } from '../../rules/settings.js';
import { isDay, isExpired, today } from '../../shared/day.js';
import { UserError } from '../../shared/errors.js';
import { plural } from '../../shared/text.js';
import { analyseSystem, withHistory } from '../analyse.js';
import { NAME, noBaseline, readIfThere, refuseInContinuousIntegration, writeBaseline } from './file.js';
import { openCache } from '../cache.js';
import { writeError, writeOutput } from '../output.js';
import { rootFolder } from '../paths.js';

export interface BaselineOptions {
  readonly root: string;
  readonly config?: string | undefined;
  /** Whether plugins run; undefined: where the user works. */
  readonly plugins?: boolean | undefined;
  /** The baseline file, when it is not the one at the root. */
  readonly baseline?: string | undefined;
}

export interface AddOptions extends BaselineOptions {
  /** Findings to accept; none named means all that are new. */
  readonly ids: readonly string[];
  readonly rules: readonly string[];
  readonly reason?: string | undefined;
  readonly expires?: string | undefined;
}

/** Accepts findings for now. What is accepted already and got worse is accepted as it is now. */
export async function addToBaseline({ ids, rules: only, reason, expires, ...options }: AddOptions): Promise<void> {
  refuseInContinuousIntegration();
  const day = today();
  if (reason?.trim() === '') throw new UserError('E_USAGE', '--reason is empty', { hint: 'Say why the findings are accepted.' });
  if (expires !== undefined && (!isDay(expires) || expires < day)) {
    throw new UserError('E_USAGE', `--expires ${expires} is no day to come`, { hint: 'Write the last day as YYYY-MM-DD.' });
  }
  const { root, baseline, findings, rules } = await judged(options);
  const fresh = findings.filter(({ state, rule }) => state === 'new' && rule !== STALE);
  const chosen = chosenOf(fresh, { ids, rules: only, known: rules });
  if (chosen.length === 0) {
    writeError('no finding is new: nothing to add');
    return;
  }
  const entries = baseline?.entries ?? [];
  const after = withFindings(entries, {
    findings: chosen,
    reason,
    expires,
    file: '',
    today: day,
    measuresOf: (id) => measuresOf(id, rules),
  });
  const file = await writeBaseline(root, options.baseline, after);
  writeError(`${file}: ${plural(chosen.length, 'finding')} added, ${plural(after.length, 'entry')} now`);
}

/** Entries about entries would accept themselves. */
const STALE = 'msa/stale-baseline';

/** Removes what covers no finding any more, and lowers what got better. */
export async function pruneBaseline(options: BaselineOptions): Promise<void> {
  refuseInContinuousIntegration();
  const { root, baseline, findings, stale } = await judged(options);
  const { entries } = existing(baseline, options);
  const after = pruned(entries, stale, findings);
  const lowered = after.filter((entry) => hasChanged(entry, entries)).length;
  if (stale.length === 0 && lowered === 0) {
    writeError(`nothing to prune: ${plural(entries.length, 'entry')}`);
    return;
  }
  const file = await writeBaseline(root, options.baseline, after);
  writeError(`${file}: ${plural(stale.length, 'entry')} removed, ${lowered} lowered, ${after.length} left`);
}

function hasChanged(entry: BaselineEntry, before: readonly BaselineEntry[]): boolean {
  return JSON.stringify(before.find(({ id }) => id === entry.id)?.metrics) !== JSON.stringify(entry.metrics);
}

/** Prints the entries, each with what has become of it. */
export async function showBaseline(options: BaselineOptions): Promise<void> {
  const { baseline, findings, stale } = await judged(options);
  const { file, entries } = existing(baseline, options);
  const shown = entries.map((entry) => ({ entry, state: stateOf(entry, findings, stale) }));
  const lines = shown
    .sort((a, b) => compareText(a.entry.rule, b.entry.rule) || compareText(a.entry.subject, b.entry.subject))
    .map(({ entry, state }) => lineOf(entry, state));
  const counts = ['holds', 'worse', 'expired', 'stale'].map((state) => `${shown.filter((one) => one.state === state).length} ${state}`);
  writeOutput([...lines, `${file}: ${plural(entries.length, 'entry')} (${counts.join(', ')})`].join('\n'));
}

type State = 'holds' | 'worse' | 'expired' | 'stale';

function stateOf(entry: BaselineEntry, findings: readonly Finding[], stale: readonly BaselineEntry[]): State {
  if (stale.includes(entry)) return 'stale';
  if (isExpired(entry, today())) return 'expired';
  const finding = findings.find(({ id }) => id === entry.id);
  return finding !== undefined && growth(entry, finding).length > 0 ? 'worse' : 'holds';
}

function lineOf({ id, rule, subject, reason, expires }: BaselineEntry, state: State): string {
  return `${state.padEnd(7)}  ${id}  ${rule}  ${subject} -- ${reason}${expires === undefined ? '' : ` (until ${expires})`}`;
}

interface Judged extends Judgement {
  readonly root: string;
  readonly baseline: Baseline | undefined;
  readonly rules: readonly Rule[];
}

async function judged(options: BaselineOptions): Promise<Judged> {
  const root = await rootFolder(options.root);
  const baseline = readIfThere(root, options.baseline);
  const memory = await openCache(root, { use: true });
  const { config, plugins } = options;
  const { analysis, manifest, extensions } = await withHistory(await analyseSystem({ root, config, plugins, memory }), memory);
  memory?.save();
  const { rules, absent } = extensions;
  return { root, baseline, rules, ...judge(analysis, { manifest, baseline, absent }, rules) };
}

function existing(baseline: Baseline | undefined, options: BaselineOptions): Baseline {
  if (baseline === undefined) throw noBaseline(options.baseline ?? NAME);
  return baseline;
}

interface Choice {
  readonly ids: readonly string[];
  readonly rules: readonly string[];
  /** All rules that there are. */
  readonly known: readonly Rule[];
}

/** What is named has to be there: a typing mistake would accept nothing in silence. */
function chosenOf(fresh: readonly Finding[], { ids, rules: only, known: rules }: Choice): Finding[] {
  const known = rules.map(({ meta }) => meta.id);
  for (const rule of only) assertRule(rule, known);
  for (const id of ids) {
    if (fresh.some((finding) => finding.id === id)) continue;
    throw new UserError('E_USAGE', `no new finding has the id ${id}`, {
      hint: 'The id stands in the last line of a finding: `msa lint` shows it.',
    });
  }
  return fresh.filter(({ id, rule }) => (ids.length === 0 || ids.includes(id)) && (only.length === 0 || only.includes(rule)));
}

function measuresOf(rule: string, rules: readonly Rule[]): readonly string[] {
  return rules.find(({ meta }) => meta.id === rule)?.meta.measures ?? [];
}
