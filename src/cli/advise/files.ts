import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { answersText, readAnswers } from '../../advise/answers.js';
import type { Profile } from '../../model/advice.js';
import type { DecisionRecord } from '../../report/advice/records.js';
import { UserError } from '../../shared/errors.js';
import { reasonOf, writeFileAtomic } from '../output.js';

/** Where answers are kept when nobody names a file: beside msa.yaml, so that they are reviewed and versioned with it. */
export const ANSWERS = 'msa.answers.yaml';

/** The answers in the file; undefined when there is none and nobody asked for it by name. */
export async function loadAnswers(file: string, isNamed: boolean): Promise<Profile | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isAbsent && !isNamed) return undefined;
    const hint = isAbsent ? '`msa advise` on a terminal asks and writes one.' : 'Check its permissions.';
    throw new UserError('E_ANSWERS', `the answers ${file} cannot be read: ${reasonOf(error)}`, { hint });
  });
  return text === undefined ? undefined : readAnswers(text, file);
}

export async function saveAnswers(file: string, profile: Profile): Promise<void> {
  await writeFileAtomic(file, answersText(profile)).catch((error: unknown) => {
    throw new UserError('E_OUTPUT', `the answers cannot be written to ${file}: ${reasonOf(error)}`, {
      hint: 'Name another file with --answers.',
    });
  });
}

export interface Written {
  readonly file: string;
  readonly what: 'written' | 'unchanged' | 'kept';
}

/**
 * Decision records into the folder, numbered on from those that are there. One that is there is written anew as long as it is
 * proposed; what has been accepted or rejected is history and stays.
 */
export async function writeRecords(folder: string, records: readonly DecisionRecord[]): Promise<Written[]> {
  const present = await recordsIn(folder);
  const numbers = present.map((name) => Number.parseInt(name, 10)).filter((one) => Number.isInteger(one));
  let last = Math.max(0, ...numbers);
  const written: Written[] = [];
  for (const { name, text } of records) {
    const known = present.find((one) => one.replace(/^\d+-/, '') === name);
    const file = path.join(folder, known ?? `${String(++last).padStart(4, '0')}-${name}`);
    written.push({ file, what: await put(file, text, known !== undefined) });
  }
  return written;
}

async function recordsIn(folder: string): Promise<string[]> {
  try {
    await mkdir(folder, { recursive: true });
    return (await readdir(folder)).filter((name) => name.endsWith('.md')).sort();
  } catch (error) {
    throw new UserError('E_OUTPUT', `decision records cannot be written to ${folder}: ${reasonOf(error)}`, {
      hint: 'Name another folder.',
    });
  }
}

/** Days apart alone are no change. */
async function put(file: string, text: string, isThere: boolean): Promise<Written['what']> {
  if (isThere) {
    const before = await readFile(file, 'utf8');
    if (!/^status: "?proposed"?$/m.test(before)) return 'kept';
    if (undated(before) === undated(text)) return 'unchanged';
  }
  await writeFile(file, text);
  return 'written';
}

function undated(text: string): string {
  return text.replace(/^date: .*$/m, '');
}
