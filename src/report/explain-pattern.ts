import type { Driver, Pattern } from '../model/pattern.js';
import { hanging, wrap } from './layout.js';

/** Wider lines of prose are hard to read. */
const WIDEST = 100;

export interface PatternContext {
  /** Rules that there are: a pattern may name more, which are not made yet. */
  readonly rules: ReadonlySet<string>;
  readonly columns: number;
}

/** What `msa patterns NAME` prints. */
export function explainPattern(pattern: Pattern, { rules, columns }: PatternContext): string {
  const width = Math.min(columns, WIDEST);
  const { id, title, summary, cost, category, baseline, simpler, trigger } = pattern;
  const list = (head: string, items: readonly string[]): string[] => section(head, items, width);
  return [
    `${id}  (${category}, ${cost} complexity ${cost === 1 ? 'point' : 'points'})`,
    '',
    ...wrap(`${title}. ${summary}`, width),
    '',
    ...list('Recommended in any case', baseline === undefined ? [] : [baseline.because]),
    ...list('For', sides(pattern.drivers, true)),
    ...list('Against', sides(pattern.drivers, false)),
    ...list(
      'Ruled out where',
      pattern.blocked.map(({ because }) => because),
    ),
    ...list('Gives', pattern.benefits),
    ...list('Costs', pattern.tradeOffs),
    ...list('Needs first', pattern.requires),
    ...list('Takes beside', pattern.implies),
    ...list('Conflicts with', pattern.conflicts),
    ...list('Simpler', [simpler]),
    ...list('Wait until', [trigger]),
    ...list(
      'Checked by',
      pattern.rules.filter((rule) => rules.has(rule)),
    ),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

/** `+3 teams: teams release without waiting for each other`: one line a question, with the strongest answer. */
function sides(drivers: readonly Driver[], isFor: boolean): string[] {
  return drivers
    .map((driver) => ({ driver, weight: isFor ? Math.max(...weights(driver)) : Math.min(...weights(driver)) }))
    .filter(({ weight }) => (isFor ? weight > 0 : weight < 0))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .map(({ driver, weight }) => `${isFor ? '+' : '−'}${Math.abs(weight)} ${driver.question}: ${(isFor ? driver.pro : driver.con) ?? ''}`);
}

function weights({ effects }: Driver): number[] {
  return Object.values(effects);
}

function section(title: string, items: readonly string[], width: number): string[] {
  if (items.length === 0) return [];
  const mark = items.length > 1 ? '- ' : '';
  return [title, ...items.flatMap((item) => hanging(`  ${mark}`, item, width)), ''];
}
