import type { Flip, Profile, Verdict } from '../model/advice.js';
import type { Pattern } from '../model/pattern.js';
import type { Answers, Question } from '../model/question.js';
import { isKnown } from './fit.js';
import { relevantQuestions } from './questions/index.js';
import { recommend, type Recommendation } from './recommend.js';

/** Pattern → the nearest change of one answer that would take it up, drop it, or make a trial of it. */
export function flipsOf(profile: Profile, patterns: readonly Pattern[], now: Recommendation): Map<string, Flip> {
  const before = groupsOf(now);
  const flips = new Map<string, Flip>();
  for (const { question, answers } of changes(profile.answers)) {
    if (flips.size === patterns.length) break;
    const then = recommend({ ...profile, answers: { ...profile.answers, [question.id]: answers } }, patterns);
    for (const { pattern, verdict } of then.patterns) {
      if (flips.has(pattern.id) || groupOf(verdict) === before.get(pattern.id)) continue;
      flips.set(pattern.id, { question: question.id, answers, verdict, text: textOf(question, answers) });
    }
  }
  return flips;
}

function groupsOf({ patterns }: Recommendation): Map<string, Verdict> {
  return new Map(patterns.map(({ pattern, verdict }) => [pattern.id, groupOf(verdict)]));
}

/** Whether a thing is left for later or for good matters less than whether it is done. */
function groupOf(verdict: Verdict): Verdict {
  return verdict === 'avoid' ? 'defer' : verdict;
}

interface Change {
  readonly question: Question;
  readonly answers: readonly string[];
  /** Steps between the answer and its alternative. */
  readonly distance: number;
}

/** All changes of one answer, the smallest first, then in the order of the questions. */
function changes(answers: Answers): Change[] {
  return relevantQuestions(answers)
    .flatMap((question) => alternatives(question, answers[question.id] ?? []))
    .sort((a, b) => a.distance - b.distance);
}

function alternatives(question: Question, given: readonly string[]): Change[] {
  const ids = question.answers.map(({ id }) => id);
  if (!isKnown(given)) return ids.map((id) => ({ question, answers: [id], distance: 1 }));
  if (question.multiple === true) return toggles(question, given);
  const at = ids.indexOf(given[0] ?? '');
  return ids.flatMap((id, index) => (index === at ? [] : [{ question, answers: [id], distance: Math.abs(index - at) }]));
}

function toggles(question: Question, given: readonly string[]): Change[] {
  const alone = new Set(question.answers.flatMap(({ id, alone }) => (alone === true ? [id] : [])));
  return question.answers.flatMap(({ id }) => {
    const rest = given.filter((one) => one !== id);
    if (given.includes(id)) return rest.length === 0 ? [] : [{ question, answers: rest, distance: 1 }];
    const joined = question.answers.map((choice) => choice.id).filter((one) => one === id || (given.includes(one) && !alone.has(one)));
    return [{ question, answers: alone.has(id) ? [id] : joined, distance: 1 }];
  });
}

function textOf(question: Question, answers: readonly string[]): string {
  const labels = answers.map((answer) => question.answers.find(({ id }) => id === answer)?.label ?? answer);
  return `${question.id}: ${labels.join(' + ')}`;
}
