import type { Advice, Changes } from '../model/advice.js';
import { questions } from './questions/index.js';

/** What is different: answers in the order of the questions, verdicts in the order of the new advice. */
export function changesBetween(before: Advice, after: Advice): Changes {
  const texts = [before, after].map((advice) => new Map(advice.answers.map(({ question, labels }) => [question.id, labels.join(' + ')])));
  const [old = new Map<string, string>(), fresh = new Map<string, string>()] = texts;
  const verdicts = new Map(before.patterns.map(({ pattern, verdict }) => [pattern.id, verdict]));
  return {
    answers: questions.flatMap(({ id }) => {
      const pair = { before: said(old.get(id)), after: said(fresh.get(id)) };
      return pair.before === pair.after ? [] : [{ question: id, ...pair }];
    }),
    verdicts: after.patterns.flatMap(({ pattern, verdict, cause }) => {
      const was = verdicts.get(pattern.id);
      return was === undefined || was === verdict ? [] : [{ pattern: pattern.id, before: was, after: verdict, because: cause.text }];
    }),
  };
}

function said(text: string | undefined): string {
  return text === undefined ? 'not asked' : text === '' ? 'not known' : text;
}
