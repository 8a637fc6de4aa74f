import type { Advice, Answered, Profile } from '../model/advice.js';
import type { Pattern } from '../model/pattern.js';
import type { Question } from '../model/question.js';
import { importance, isKnown } from './fit.js';
import { flipsOf } from './flips.js';
import { questions, relevantQuestions } from './questions/index.js';
import { recommend } from './recommend.js';
import { settingsFor } from './settings.js';

/** Below this share of answers nothing should be decided. */
const PROVISIONAL = 60;

/** What to build on, with what to wait and why: a function of the answers and the patterns. */
export function advise(profile: Profile, patterns: readonly Pattern[]): Advice {
  const now = recommend(profile, patterns);
  const flips = flipsOf(profile, patterns, now);
  const confidence = confidenceOf(profile);
  return {
    structure: now.structure,
    budget: now.budget,
    confidence,
    provisional: confidence < PROVISIONAL,
    answers: questions.flatMap((question) => answered(question, profile)),
    patterns: now.patterns.map((one) => {
      const flip = flips.get(one.pattern.id);
      return flip === undefined ? one : { ...one, flip };
    }),
    settings: settingsFor(profile, now),
  };
}

/** By the importance of what was asked. */
function confidenceOf({ answers, priorities }: Profile): number {
  const sum = (list: readonly Question[]): number => list.reduce((total, { dimension }) => total + importance(dimension, priorities), 0);
  const asked = relevantQuestions(answers);
  return Math.round((100 * sum(asked.filter(({ id }) => isKnown(answers[id])))) / sum(asked));
}

function answered(question: Question, { answers, read }: Profile): Answered[] {
  const ids = answers[question.id];
  if (ids === undefined) return [];
  const chosen = question.answers.filter(({ id }) => ids.includes(id));
  const source = read?.[question.id];
  return [{ question, ids, labels: chosen.map(({ label }) => label), ...(source === undefined ? {} : { read: source }) }];
}
