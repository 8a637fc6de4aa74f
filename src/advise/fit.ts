import type { Reason } from '../model/advice.js';
import type { Driver, Pattern } from '../model/pattern.js';
import { type Answers, type Dimension, UNKNOWN } from '../model/question.js';
import { questions } from './questions/index.js';

/** How well a pattern suits the answers. */
export interface Fit {
  /** -100 (everything speaks against it) to 100 (everything speaks for it). */
  readonly fit: number;
  /** Unscaled sum of the weights. */
  readonly sum: number;
  /** The strongest first. */
  readonly for: readonly Reason[];
  readonly against: readonly Reason[];
  /** Share of its drivers that were answered, by weight, 0 to 100. */
  readonly confidence: number;
}

/** Importance of the dimensions by rank. */
const RANKS = [1.5, 1.25, 1, 0.75, 0.5];

export function importance(dimension: Dimension, priorities: readonly Dimension[] | undefined): number {
  return priorities === undefined ? 1 : (RANKS[priorities.indexOf(dimension)] ?? 1);
}

export function fitOf(pattern: Pattern, answers: Answers, priorities?: readonly Dimension[]): Fit {
  const weighed = pattern.drivers.map((driver) => ({ driver, scale: importance(dimensionOf(driver.question), priorities) }));
  const reasons = weighed.flatMap(({ driver, scale }) => reasonsOf(driver, answers[driver.question] ?? [], scale));
  const sum = total(weighed.map(({ driver, scale }) => scale * effectOf(driver, answers[driver.question] ?? [])));
  const best = total(weighed.map(({ driver, scale }) => scale * Math.max(0, ...Object.values(driver.effects))));
  const worst = total(weighed.map(({ driver, scale }) => scale * Math.max(0, ...Object.values(driver.effects).map((one) => -one))));
  const limit = sum < 0 ? worst : best;
  const known = weighed.filter(({ driver }) => isKnown(answers[driver.question]));
  return {
    fit: limit === 0 ? 0 : Math.round((100 * sum) / limit),
    sum,
    for: reasons.filter(({ weight }) => weight > 0).sort(byStrength),
    against: reasons.filter(({ weight }) => weight < 0).sort(byStrength),
    confidence: weighed.length === 0 ? 100 : Math.round((100 * total(known.map(reach))) / total(weighed.map(reach))),
  };
}

export function isKnown(answer: readonly string[] | undefined): boolean {
  return answer !== undefined && answer.length > 0 && !answer.includes(UNKNOWN);
}

/** Of several answers the strongest for and the strongest against count, so that ticking more of a kind weighs no more. */
function effectOf({ effects }: Driver, answers: readonly string[]): number {
  const weights = answers.map((answer) => effects[answer] ?? 0);
  return Math.max(0, ...weights) + Math.min(0, ...weights);
}

function reasonsOf({ question, effects, pro, con }: Driver, answers: readonly string[], scale: number): Reason[] {
  return answers.flatMap((answer) => {
    const weight = scale * (effects[answer] ?? 0);
    const why = weight > 0 ? pro : con;
    return weight === 0 ? [] : [{ question, answer, weight, text: `${labelOf(question, answer)}: ${why ?? 'it weighs'}` }];
  });
}

/** The answer in words; `not known` where it is none of the choices. */
export function labelOf(question: string, answer: string): string {
  return byId.get(question)?.answers.find((choice) => choice.id === answer)?.label ?? 'not known';
}

const byId = new Map(questions.map((question) => [question.id, question]));

function dimensionOf(question: string): Dimension {
  return byId.get(question)?.dimension ?? 'business';
}

function reach({ driver, scale }: { readonly driver: Driver; readonly scale: number }): number {
  return scale * Math.max(...Object.values(driver.effects).map(Math.abs));
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}

/** Ties in the order of the questions, which is the order they come in. */
function byStrength(a: Reason, b: Reason): number {
  return Math.abs(b.weight) - Math.abs(a.weight);
}
