import type { AdviceReport, PatternAdvice } from '../../model/advice.js';

/** The advice for programs. Its shape is docs/json-schema/advice.schema.json; a change that breaks readers raises schemaVersion. */
export function adviceJson({ version, advice, profile, changes, rules, commands }: AdviceReport): string {
  const { structure, budget, confidence, provisional, answers, patterns, settings } = advice;
  const report = {
    schemaVersion: 1,
    tool: { name: 'msa', version },
    structure,
    budget,
    confidence,
    provisional,
    priorities: profile.priorities ?? null,
    answers: answers.map(({ question, ids, read }) => ({ question: question.id, answers: ids, ...(read === undefined ? {} : { read }) })),
    patterns: patterns.map((one) => patternOf(one, rules)),
    settings,
    commands,
    ...(changes === undefined ? {} : { changes }),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function patternOf({ pattern, verdict, fit, cause, confidence, flip, ...one }: PatternAdvice, rules: ReadonlySet<string>) {
  const { id, title, cost, requires, conflicts, implies, tradeOffs, simpler, trigger, layer } = pattern;
  return {
    id,
    title,
    verdict,
    fit,
    cost,
    confidence,
    cause,
    for: one.for,
    against: one.against,
    requires,
    conflicts,
    implies,
    tradeOffs,
    simpler,
    trigger,
    rules: pattern.rules.filter((rule) => rules.has(rule)),
    ...(layer === undefined ? {} : { layer }),
    ...(flip === undefined ? {} : { flip }),
  };
}
