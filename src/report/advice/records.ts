import type { Advice, AdviceReport, PatternAdvice } from '../../model/advice.js';
import { budgetText, causeText, confidenceText, headline, isChosen, reasonText } from './words.js';

export interface DecisionRecord {
  /** Name of the file without its number: `adopt-circuit-breaker.md`. */
  readonly name: string;
  readonly text: string;
}

/** Architecture decision records in the form of MADR 4: the structure, then one for each pattern that is adopted or tried. */
export function decisionRecords(report: AdviceReport, today: string): DecisionRecord[] {
  const { advice } = report;
  const chosen = advice.patterns.filter((one) => isChosen(one) && one.verdict !== 'baseline' && one.cause.kind !== 'structure');
  return [structureRecord(report, today), ...chosen.map((one) => patternRecord(one, report, today))];
}

function structureRecord({ advice, rules }: AdviceReport, today: string): DecisionRecord {
  const { structure } = advice;
  const isMonolith = structure.choice === 'modular-monolith';
  const one = advice.patterns.find(({ pattern }) => pattern.id === structure.choice);
  const other = advice.patterns.find(({ pattern }) => pattern.id === (isMonolith ? 'microservices' : 'modular-monolith'));
  const proof = (one?.pattern.rules ?? []).filter((rule) => rules.has(rule));
  const later = isMonolith ? ['', `Think again about services when ${other?.pattern.trigger ?? ''}.`] : [];
  return {
    name: isMonolith ? 'modular-monolith-not-microservices-yet.md' : 'build-microservices.md',
    text: page({
      today,
      title: isMonolith ? 'Build a modular monolith, not microservices yet' : 'Build microservices',
      context: ['Is the system one deployable, or does each business capability become a service of its own?', ...later],
      drivers: [...structure.for, ...structure.against].map(reasonText),
      options: [one, other].flatMap((option) => (option === undefined ? [] : [option.pattern.title])),
      outcome: [`Chosen option: "${one?.pattern.title ?? ''}", because ${structure.because}.`],
      good: one?.pattern.benefits ?? [],
      bad: one?.pattern.tradeOffs ?? [],
      confirmation: proof,
      more: [headline(advice), ...standing(advice)],
    }),
  };
}

function patternRecord(one: PatternAdvice, { advice, rules }: AdviceReport, today: string): DecisionRecord {
  const { pattern, verdict, flip } = one;
  const isTrial = verdict === 'trial';
  const needs = [...pattern.requires, ...pattern.implies];
  return {
    name: `${verdict}-${pattern.id}.md`,
    text: page({
      today,
      title: `${isTrial ? 'Try' : 'Adopt'} ${pattern.title}${isTrial ? ' in one place' : ''}`,
      context: [pattern.summary],
      drivers: [...one.for, ...one.against].map(reasonText),
      options: [pattern.title, ...conflicting(one, advice), `Simpler: ${pattern.simpler}`],
      outcome: [
        `Chosen option: "${pattern.title}", because ${causeText(one)}.`,
        ...(needs.length === 0 ? [] : [`It needs: ${needs.join('; ')}.`]),
      ],
      good: pattern.benefits,
      bad: pattern.tradeOffs,
      confirmation: pattern.rules.filter((rule) => rules.has(rule)),
      more: [
        `Fit ${one.fit} of 100, ${pattern.cost} complexity points, ${one.confidence} % of what matters for it was answered.`,
        ...(flip === undefined ? [] : [`One other answer would turn this into "${flip.verdict}": ${flip.text}.`]),
        ...standing(advice),
      ],
    }),
  };
}

function conflicting({ pattern }: PatternAdvice, { patterns }: Advice): string[] {
  return patterns.flatMap((other) => (pattern.conflicts.includes(other.pattern.id) ? [other.pattern.title] : []));
}

function standing(advice: Advice): string[] {
  return [`${budgetText(advice)}; ${confidenceText(advice)}.`, 'Written by `msa advise`; see `msa patterns` for the patterns.'];
}

interface Content {
  readonly today: string;
  readonly title: string;
  readonly context: readonly string[];
  readonly drivers: readonly string[];
  readonly options: readonly string[];
  readonly outcome: readonly string[];
  readonly good: readonly string[];
  readonly bad: readonly string[];
  readonly confirmation: readonly string[];
  readonly more: readonly string[];
}

/** The template of MADR 4.0 (https://adr.github.io/madr/). */
function page({ today, title, context, drivers, options, outcome, good, bad, confirmation, more }: Content): string {
  return [
    '---',
    'status: proposed',
    `date: ${today}`,
    '---',
    '',
    `# ${title}`,
    '',
    '## Context and Problem Statement',
    '',
    ...context,
    '',
    ...(drivers.length === 0 ? [] : ['## Decision Drivers', '', ...drivers.map((one) => `* ${one}`), '']),
    '## Considered Options',
    '',
    ...options.map((one) => `* ${one}`),
    '',
    '## Decision Outcome',
    '',
    ...outcome.flatMap((one) => [one, '']),
    '### Consequences',
    '',
    ...good.map((one) => `* Good, because ${one}`),
    ...bad.map((one) => `* Bad, because ${one}`),
    '',
    '### Confirmation',
    '',
    ...confirmed(confirmation),
    '',
    '## More Information',
    '',
    ...more.flatMap((one) => [one, '']),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

function confirmed(rules: readonly string[]): string[] {
  if (rules.length === 0) return ['No rule of `msa lint` checks it yet: confirm it in review.'];
  return ['`msa lint` checks it by these rules:', '', ...rules.map((rule) => `* ${rule}`)];
}
