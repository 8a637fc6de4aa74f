import { Document, isScalar } from 'yaml';

import type { Profile } from '../model/advice.js';
import { type Answers, type Dimension, DIMENSIONS, type Question, UNKNOWN } from '../model/question.js';
import { UserError, type UserErrorDetails } from '../shared/errors.js';
import { placedYaml } from '../shared/placed-yaml.js';
import { didYouMean, listed } from '../shared/text.js';
import { isKnown } from './fit.js';
import { questions, relevantQuestions } from './questions/index.js';

/** A file of answers, YAML or JSON → the profile. Whatever is wrong with it is one UserError E_ANSWERS with its place. */
export function readAnswers(text: string, file: string): Profile {
  const yaml = placedYaml(text, file, 10);
  const at = (...path: string[]): { readonly at: string } => ({ at: yaml.at(path) });
  if (yaml.broken !== undefined) {
    throw mistake(`${file} is no valid YAML: ${yaml.broken.message}`, 'Check the indentation, brackets and quotes.', yaml.broken);
  }
  const raw = yaml.value;
  if (!isMap(raw)) throw mistake(`${file} holds no answers`, 'It begins with `answers:`; `msa advise` on a terminal writes one.');
  const stranger = Object.keys(raw).find((key) => !KEYS.includes(key));
  if (stranger !== undefined) {
    throw mistake(
      `${file} has the unknown key "${stranger}"`,
      didYouMean(stranger, KEYS) ?? `Known keys: ${KEYS.join(', ')}.`,
      at(stranger),
    );
  }
  if (raw.version !== undefined && raw.version !== 1) {
    throw mistake(`${file} is of another version than 1`, 'Write `version: 1`.', at('version'));
  }
  const given = raw.answers ?? {};
  if (!isMap(given)) throw mistake(`answers in ${file} are no map`, 'Write `answers: { teams: one }`.', at('answers'));
  return {
    answers: Object.fromEntries(
      Object.entries(given).map(([question, answer]) => answerOf(question, listOf(answer), at('answers', question))),
    ),
    ...(raw.priorities === undefined ? {} : { priorities: readPriorities(listOf(raw.priorities), at('priorities')) }),
    ...(raw.assumeMicroservices === true ? { assumeMicroservices: true } : {}),
  };
}

const KEYS = ['version', 'answers', 'priorities', 'assumeMicroservices'];

/** `--set clients=partners,iot`. */
export function readSet(text: string): readonly [string, readonly string[]] {
  const [question = '', ...rest] = text.split('=');
  if (rest.length === 0) throw mistake(`--set ${text} is not QUESTION=ANSWER`, 'Write --set teams=one.');
  return answerOf(question.trim(), rest.join('=').split(','));
}

/** All five, from the most to the least important. */
export function readPriorities(names: readonly string[], place: Place = {}): Dimension[] {
  const found = names.flatMap((name) => DIMENSIONS.filter((one) => one === name.trim()));
  if (names.length === DIMENSIONS.length && new Set(found).size === DIMENSIONS.length) return found;
  throw mistake(`priorities are ${names.join(', ')}`, `Put all of ${DIMENSIONS.join(', ')} in your order.`, place);
}

/** Relevant questions that have no answer, not even that nobody knows; one that was only read counts as answered. */
export function missingAnswers({ answers }: Profile): Question[] {
  return relevantQuestions(answers).filter(({ id }) => answers[id] === undefined);
}

/** The file that readAnswers reads, with the question above and the words behind each answer. */
export function answersText({ answers, priorities, assumeMicroservices }: Profile): string {
  const known = questions.filter(({ id }) => answers[id] !== undefined);
  const value = Object.fromEntries(known.map(({ id, multiple }) => [id, multiple === true ? answers[id] : answers[id]?.[0]]));
  const document = new Document({
    version: 1,
    answers: value,
    ...(priorities === undefined ? {} : { priorities }),
    ...(assumeMicroservices === true ? { assumeMicroservices } : {}),
  });
  document.commentBefore = ' Answers for `msa advise`. `unknown` is an answer too.';
  for (const question of known) {
    const node: unknown = document.getIn(['answers', question.id], true);
    if (isScalar(node)) node.comment = ` ${labelsOf(question, answers)}`;
    for (const [index, id] of (question.multiple === true ? (answers[question.id] ?? []) : []).entries()) {
      const item: unknown = document.getIn(['answers', question.id, index], true);
      if (isScalar(item)) item.comment = ` ${question.answers.find((choice) => choice.id === id)?.label ?? 'not known'}`;
    }
  }
  return document.toString({ lineWidth: 0 });
}

function labelsOf(question: Question, answers: Answers): string {
  const given = answers[question.id] ?? [];
  return isKnown(given) ? question.answers.flatMap(({ id, label }) => (given.includes(id) ? [label] : [])).join(', ') : 'not known';
}

function answerOf(id: string, given: readonly string[], place: Place = {}): readonly [string, readonly string[]] {
  const question = questions.find((one) => one.id === id);
  if (question === undefined) {
    const names = questions.map((one) => one.id);
    throw mistake(`there is no question "${id}"`, didYouMean(id, names) ?? `Questions: ${names.join(', ')}.`, place);
  }
  const ids = [...question.answers.map((choice) => choice.id), UNKNOWN];
  const answers = given.map((one) => one.trim());
  const wrong = answers.find((one) => !ids.includes(one));
  if (answers.length === 0 || wrong !== undefined) {
    throw mistake(`"${wrong ?? ''}" is no answer to ${id}`, didYouMean(wrong ?? '', ids) ?? `Answers: ${ids.join(', ')}.`, place);
  }
  const single = answers.find((one) => one === UNKNOWN || question.multiple !== true || isAlone(question, one));
  if (single !== undefined && answers.length > 1) {
    throw mistake(`${listed(answers)} do not hold together as answers to ${id}`, `Give one; ${single} holds alone.`, place);
  }
  // In the order of the question, so that the order of writing does not matter.
  return [id, [...new Set(answers)].sort((a, b) => ids.indexOf(a) - ids.indexOf(b))];
}

function isAlone({ answers }: Question, id: string): boolean {
  return answers.some((choice) => choice.id === id && choice.alone === true);
}

function listOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map((one: unknown) => (typeof one === 'string' ? one : JSON.stringify(one)));
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where it stands, if in a file. */
type Place = Pick<UserErrorDetails, 'at'>;

function mistake(message: string, hint: string, { at }: Place = {}): UserError {
  return new UserError('E_ANSWERS', message, { hint, ...(at !== undefined && { at }) });
}
