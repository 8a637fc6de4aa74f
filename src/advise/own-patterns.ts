import { placeText } from '../model/location.js';
import type { ManifestPattern } from '../model/manifest.js';
import type { Pattern } from '../model/pattern.js';
import type { DeclaredName } from '../model/system.js';
import { UNKNOWN } from '../model/question.js';
import { UserError } from '../shared/errors.js';
import { didYouMean } from '../shared/text.js';
import { questions } from './questions/index.js';

/** The patterns of msa and those of msa.yaml, where everything they name must be there; `named`: by single services. */
export function withOwnPatterns(
  known: readonly Pattern[],
  chosen: readonly ManifestPattern[],
  named: readonly DeclaredName[] = [],
): Pattern[] {
  const own = chosen.flatMap((one) => (one.own === undefined ? [] : [one.own]));
  const all = [...known, ...own];
  const names = all.map(({ id }) => id);
  for (const entry of [...chosen, ...named]) {
    const mistake = mistakeIn(entry, known, names);
    if (mistake !== undefined) throw new UserError('E_PATTERN', mistake.message, { at: placeText(entry.at), hint: mistake.hint });
  }
  // Both ways, so that the other one makes room too.
  return all.map((one) => ({
    ...one,
    conflicts: [...new Set([...one.conflicts, ...own.flatMap(({ id, conflicts }) => (conflicts.includes(one.id) ? [id] : []))])],
  }));
}

interface Mistake {
  readonly message: string;
  readonly hint: string;
}

function mistakeIn(
  { name, own }: Pick<ManifestPattern, 'name' | 'own'>,
  known: readonly Pattern[],
  names: readonly string[],
): Mistake | undefined {
  if (own === undefined) return names.includes(name) ? undefined : stranger(`there is no pattern "${name}"`, name, names);
  if (known.some(({ id }) => id === name)) return { message: `the pattern ${name} is one of msa`, hint: 'Give yours another name.' };
  const other = [...own.requires, ...own.conflicts].find((id) => !names.includes(id));
  if (other !== undefined) return stranger(`${name} names the pattern "${other}", which is none`, other, names);
  for (const { question, effects } of own.drivers) {
    const asked = questions.find(({ id }) => id === question);
    const ids = questions.map(({ id }) => id);
    if (asked === undefined) return stranger(`${name} weighs the question "${question}", which nobody is asked`, question, ids);
    const answers = [...asked.answers.map(({ id }) => id), UNKNOWN];
    const wrong = Object.keys(effects).find((answer) => !answers.includes(answer));
    if (wrong !== undefined) return stranger(`${name} weighs "${wrong}", which is no answer to ${question}`, wrong, answers);
  }
  return undefined;
}

function stranger(message: string, word: string, known: readonly string[]): Mistake {
  return { message, hint: didYouMean(word, known) ?? `Known: ${known.join(', ')}.` };
}
