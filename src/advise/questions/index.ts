import { type Answers, type Question, UNKNOWN } from '../../model/question.js';
import { business } from './business.js';
import { consistency } from './consistency.js';
import { performance } from './performance.js';
import { team } from './team.js';
import { technology } from './technology.js';

/** All questions, in the order in which they are asked. */
export const questions: readonly Question[] = [...business, ...team, ...technology, ...performance, ...consistency];

/** Those that matter under these answers: all but the follow-ups to answers that nobody gave. */
export function relevantQuestions(answers: Answers): Question[] {
  return questions.filter(
    ({ when }) => when === undefined || when.some((one) => one.answers.some((answer) => isGiven(answers, one.question, answer))),
  );
}

function isGiven(answers: Answers, question: string, answer: string): boolean {
  return (answers[question] ?? [UNKNOWN]).includes(answer);
}
