import path from 'node:path';

import { advise } from '../advise/advise.js';
import { missingAnswers, readPriorities, readSet } from '../advise/answers.js';
import { changesBetween } from '../advise/changes.js';
import type { AdviceReport, Profile } from '../model/advice.js';
import { UNKNOWN } from '../model/question.js';
import { patterns } from '../patterns/index.js';
import { adviceJson } from '../report/advice/json.js';
import { adviceMarkdown } from '../report/advice/markdown.js';
import { decisionRecords } from '../report/advice/records.js';
import { adviceText } from '../report/advice/text.js';
import { rules } from '../rules/index.js';
import { UserError } from '../shared/errors.js';
import { plural } from '../shared/text.js';
import { ANSWERS, loadAnswers, writeRecords } from './advise-files.js';
import { targets } from './formats.js';
import { exitWith, reasonOf, terminalWidth, writeError, writeFileAtomic, writeOutput } from './output.js';
import { rootFolder } from './paths.js';

export interface AdviseOptions {
  readonly root: string;
  readonly answers?: string;
  /** `teams=one`, over what the file says. */
  readonly set: readonly string[];
  readonly priorities?: string;
  readonly assumeMicroservices: boolean;
  /** What has no answer counts as not known. */
  readonly assumeUnknown: boolean;
  /** File of earlier answers. */
  readonly compare?: string;
  readonly formats: readonly string[];
  readonly output?: string;
  /** Folder for decision records. */
  readonly adr?: string;
  readonly color: boolean;
  readonly version: string;
}

const REPORTERS: Readonly<Record<string, (report: AdviceReport) => string>> = {
  text: adviceText,
  json: adviceJson,
  markdown: adviceMarkdown,
};

/** Collects the answers, and writes what to build on. */
export async function adviseTeam(options: AdviseOptions): Promise<void> {
  const outputs = targets(options.formats, options.output, Object.keys(REPORTERS));
  const root = await rootFolder(options.root);
  const profile = complete(await profileFrom(options, root), options.assumeUnknown);
  const previous = options.compare === undefined ? undefined : await loadAnswers(path.resolve(options.compare), true);
  const advice = advise(profile, patterns);
  const report: AdviceReport = {
    version: options.version,
    advice,
    profile,
    ...(previous === undefined ? {} : { changes: changesBetween(advise(previous, patterns), advice) }),
    rules: new Set(rules.map(({ meta }) => meta.id)),
    width: terminalWidth(),
    color: options.color,
  };
  for (const { format, file } of outputs)
    await deliver(REPORTERS[format]?.({ ...report, color: report.color && file === undefined }) ?? '', file);
  if (options.adr !== undefined) await record(options.adr, report);
  const adopted = advice.patterns.filter(({ verdict }) => verdict === 'adopt').length;
  exitWith(0, `${plural(adopted, 'pattern')} to adopt, ${advice.confidence} % answered`);
}

/** File, then --set, then the other flags. */
async function profileFrom({ answers, set, priorities, assumeMicroservices }: AdviseOptions, root: string): Promise<Profile> {
  const file = answers === undefined ? path.join(root, ANSWERS) : path.resolve(answers);
  const kept = await loadAnswers(file, answers !== undefined);
  return {
    ...kept,
    answers: { ...kept?.answers, ...Object.fromEntries(set.map(readSet)) },
    ...(priorities === undefined ? {} : { priorities: readPriorities(priorities.split(',')) }),
    ...(assumeMicroservices ? { assumeMicroservices } : {}),
  };
}

function complete(profile: Profile, assumeUnknown: boolean): Profile {
  const missing = missingAnswers(profile);
  if (missing.length === 0) return profile;
  if (assumeUnknown) {
    return { ...profile, answers: { ...profile.answers, ...Object.fromEntries(missing.map(({ id }) => [id, [UNKNOWN]])) } };
  }
  const names = missing.map(({ id }) => id).join(', ');
  const first = missing[0];
  const choices = [...(first?.answers.map(({ id }) => id) ?? []), UNKNOWN].join('|');
  throw new UserError('E_ANSWERS', `${plural(missing.length, 'question')} without an answer: ${names}`, {
    hint: `Answer with --set ${first?.id ?? ''}=${choices}, in a file for --answers, or count the rest as not known with --assume-unknown.`,
  });
}

async function deliver(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) {
    writeOutput(text);
    return;
  }
  await writeFileAtomic(file, text).catch((error: unknown) => {
    throw new UserError('E_OUTPUT', `the advice cannot be written to ${file}: ${reasonOf(error)}`, { hint: 'Name another file.' });
  });
}

async function record(folder: string, report: AdviceReport): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  for (const { file, what } of await writeRecords(path.resolve(folder), decisionRecords(report, today))) {
    const name = path.relative(process.cwd(), file);
    if (what === 'written') writeError(`wrote ${name}`);
    if (what === 'kept') writeError(`kept ${name}: it is no longer proposed`);
  }
}
