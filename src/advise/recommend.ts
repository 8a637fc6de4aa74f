import type { Budget, Cause, PatternAdvice, Profile, Structure, Verdict } from '../model/advice.js';
import { VERDICTS } from '../model/advice.js';
import type { Pattern } from '../model/pattern.js';
import type { Answers } from '../model/question.js';
import { blockedPatterns } from './blocked.js';
import { budgetOf } from './budget.js';
import { type Choice, choose, closure, isBarred, type Terrain } from './choose.js';
import { type Fit, fitOf } from './fit.js';
import { structureOf } from './structure.js';

export interface Recommendation {
  readonly structure: Structure;
  readonly budget: Budget;
  readonly patterns: readonly Omit<PatternAdvice, 'flip'>[];
}

/** A verdict for each pattern. Deterministic, and the order of answers and patterns does not matter. */
export function recommend(profile: Profile, known: readonly Pattern[]): Recommendation {
  const { answers, priorities } = profile;
  const patterns = known.map((pattern) => ({ ...pattern, cost: costFor(pattern, answers) }));
  const fits = new Map(patterns.map((pattern) => [pattern.id, fitOf(pattern, answers, priorities)]));
  const blocked = blockedPatterns(patterns, answers);
  const budget = budgetOf(answers);
  const structure = structureOf(profile, forcesOf(fits), {
    cost: costOfServices(patterns),
    budget: budget.total,
    ...(blocked.has('microservices') ? { blocked: blocked.get('microservices')?.because ?? '' } : {}),
  });
  const terrain: Terrain = { patterns, fits, blocked, structure, budget: budget.total, answers };
  const choice = choose(terrain);
  return {
    structure,
    budget: { ...budget, used: choice.used },
    patterns: patterns.map((pattern) => adviceOf(pattern, terrain, choice)).sort(byVerdict),
  };
}

/** What is there already costs less. */
function costFor({ cost, savings }: Pattern, answers: Answers): number {
  const saved = savings.filter((one) => (answers[one.question] ?? []).some((answer) => one.answers.includes(answer)));
  return Math.max(0, cost - saved.reduce((sum, { points }) => sum + points, 0));
}

function forcesOf(fits: ReadonlyMap<string, Fit>): Fit {
  const forces = fits.get('microservices');
  if (forces === undefined) throw new Error('the pattern microservices decides the structure');
  return forces;
}

/** Points of services with what they need and what is due in any case with them left out. */
function costOfServices(patterns: readonly Pattern[]): number {
  const byId = new Map(patterns.map((pattern) => [pattern.id, pattern]));
  const paid = closure('microservices', byId).flatMap((id) => byId.get(id) ?? []);
  return paid.filter(({ baseline }) => baseline === undefined).reduce((sum, { cost }) => sum + cost, 0);
}

function adviceOf(pattern: Pattern, terrain: Terrain, choice: Choice): Omit<PatternAdvice, 'flip'> {
  const fit = terrain.fits.get(pattern.id) ?? fitOf(pattern, terrain.answers);
  const { verdict, cause } = choice.chosen.get(pattern.id) ?? notChosen(pattern, fit, { terrain, choice });
  return {
    pattern,
    verdict,
    fit: fit.fit,
    cause: cause.kind === 'fit' ? { ...cause, text: fit.for[0]?.text ?? '' } : cause,
    for: fit.for.slice(0, 3),
    against: fit.against.slice(0, 3),
    confidence: fit.confidence,
  };
}

interface Outcome {
  readonly verdict: Verdict;
  readonly cause: Cause;
}

function notChosen(pattern: Pattern, fit: Fit, { terrain, choice }: { readonly terrain: Terrain; readonly choice: Choice }): Outcome {
  const blocked = terrain.blocked.get(pattern.id);
  if (blocked !== undefined) {
    return { verdict: blocked.open && fit.fit >= 0 ? 'defer' : 'avoid', cause: { kind: 'blocked', text: blocked.because } };
  }
  if (fit.fit < 0) return { verdict: 'avoid', cause: { kind: 'against', text: fit.against[0]?.text ?? '' } };
  if (isBarred(pattern.id, terrain)) return { verdict: 'defer', cause: { kind: 'structure', text: barredText(pattern, terrain) } };
  const lost = choice.lost.get(pattern.id);
  if (lost !== undefined) return { verdict: 'defer', cause: lost };
  return { verdict: 'defer', cause: { kind: 'weak', text: fit.for.length === 0 ? 'no answer speaks for it' : 'too little speaks for it' } };
}

function barredText({ id }: Pattern, { structure }: Terrain): string {
  if (structure.choice === 'microservices') return 'the answers speak for services';
  return id === 'microservices' ? structure.because : 'it is for services, and a modular monolith comes first';
}

function byVerdict(a: Omit<PatternAdvice, 'flip'>, b: Omit<PatternAdvice, 'flip'>): number {
  const rank = (one: Omit<PatternAdvice, 'flip'>): number => VERDICTS.indexOf(one.verdict);
  return rank(a) - rank(b) || b.fit - a.fit || (a.pattern.id < b.pattern.id ? -1 : 1);
}
