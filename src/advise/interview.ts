import type { Profile } from '../model/advice.js';
import type { Question } from '../model/question.js';
import { questions, relevantQuestions } from './questions/index.js';

/** Where an interview stands: the questions that were put so far, and which of them is on the screen. */
export interface Interview {
  readonly profile: Profile;
  readonly visited: readonly string[];
  readonly at: number;
}

export interface Asking {
  readonly question: Question;
  /** From 1. */
  readonly number: number;
  readonly total: number;
}

/** Goes on behind what is answered; what was only read from the code is put again, to be confirmed. */
export function begin(profile: Profile): Interview {
  const done = relevantQuestions(profile.answers).filter(({ id }) => !isOpen(id, profile));
  return { profile, visited: done.map(({ id }) => id), at: done.length };
}

/** The question to put now; undefined when all are answered. */
export function current(interview: Interview): Asking | undefined {
  const { profile, visited, at } = interview;
  const relevant = new Set(relevantQuestions(profile.answers).map(({ id }) => id));
  const open = [...relevant].filter((id) => !visited.includes(id) && isOpen(id, profile));
  const question = questions.find(({ id }) => id === (visited[at] ?? open[0]));
  if (question === undefined) return undefined;
  const before = visited.slice(0, at).filter((id) => relevant.has(id)).length;
  return { question, number: before + 1, total: visited.filter((id) => relevant.has(id)).length + open.length };
}

/** The same answer again is an answer too: it confirms what was read. */
export function answered(interview: Interview, question: string, answers: readonly string[]): Interview {
  const { [question]: _confirmed, ...read } = interview.profile.read ?? {};
  const profile = { ...interview.profile, answers: { ...interview.profile.answers, [question]: answers }, read };
  const visited = interview.visited.includes(question) ? interview.visited : [...interview.visited, question];
  return skip({ profile, visited, at: interview.at + 1 }, 1);
}

/** One question back; the first one stays. */
export function back(interview: Interview): Interview {
  const moved = skip({ ...interview, at: interview.at - 1 }, -1);
  return moved.at < 0 ? interview : moved;
}

/** A follow-up to an answer that was changed meanwhile is passed over. */
function skip(interview: Interview, step: 1 | -1): Interview {
  const relevant = new Set(relevantQuestions(interview.profile.answers).map(({ id }) => id));
  let { at } = interview;
  for (let id = interview.visited[at]; id !== undefined && !relevant.has(id); id = interview.visited[at]) at += step;
  return { ...interview, at };
}

function isOpen(id: string, { answers, read = {} }: Profile): boolean {
  return answers[id] === undefined || id in read;
}
