import path from 'node:path';
import { isatty } from 'node:tty';

import { readManifest } from '../../analysis/manifest/read.js';
import { advise } from '../../advise/advise.js';
import { missingAnswers, readPriorities, readSet } from '../../advise/answers.js';
import { changesBetween } from '../../advise/changes.js';
import { withOwnPatterns } from '../../advise/own-patterns.js';
import type { Advice, AdviceReport, Profile } from '../../model/advice.js';
import { UNKNOWN } from '../../model/question.js';
import { patterns } from '../../patterns/index.js';
import { adviceJson } from '../../report/advice/json.js';
import { adviceMarkdown } from '../../report/advice/markdown.js';
import { decisionRecords } from '../../report/advice/records.js';
import { adviceText } from '../../report/advice/text.js';
import { rules } from '../../rules/index.js';
import { UserError } from '../../shared/errors.js';
import { plural } from '../../shared/text.js';
import type { SystemOptions } from '../analyse.js';
import { ANSWERS, loadAnswers, saveAnswers, writeRecords } from './files.js';
import { targets } from '../formats.js';
import { exitWith, reasonOf, terminalWidth, wantsColor, writeError, writeFileAtomic, writeOutput } from '../output.js';
import { rootFolder } from '../paths.js';
import { writeAdvice } from './write.js';

export interface AdviseOptions {
  readonly root: string;
  readonly answers?: string;
  /** `teams=one`, over what the file says. */
  readonly set: readonly string[];
  /** Read from the repository what it shows. */
  readonly fromCode: boolean;
  readonly config?: string;
  /** Whether plugins run; undefined: where the user works. */
  readonly plugins?: boolean | undefined;
  readonly priorities?: string;
  readonly assumeMicroservices: boolean;
  /** What has no answer counts as not known. */
  readonly assumeUnknown: boolean;
  /** File of earlier answers. */
  readonly compare?: string;
  readonly formats: readonly string[];
  readonly output?: string;
  /** Put what is chosen into msa.yaml. */
  readonly write: boolean;
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
  const outputs = targets(options.formats, options.output, { known: Object.keys(REPORTERS) });
  const root = await rootFolder(options.root);
  const manifest = await readManifest(root, configPath(options));
  const known = withOwnPatterns(patterns, manifest?.patterns ?? []);
  const file = options.answers === undefined ? path.join(root, ANSWERS) : path.resolve(options.answers);
  const given = await profileFrom(options, file);
  const profile = await complete(
    options.fromCode ? await readCode({ root, config: options.config, plugins: options.plugins }, given) : given,
    file,
    options,
  );
  if (profile === undefined) return;
  const previous = options.compare === undefined ? undefined : await loadAnswers(path.resolve(options.compare), true);
  const advice = advise(profile, known);
  const report: AdviceReport = {
    version: options.version,
    advice,
    profile,
    ...(previous === undefined ? {} : { changes: changesBetween(advise(previous, known), advice) }),
    rules: new Set(rules.map(({ meta }) => meta.id)),
    commands: await commandsFor(advice),
    width: terminalWidth(),
    color: options.color,
  };
  for (const { format, file } of outputs)
    await deliver(REPORTERS[format]?.({ ...report, color: report.color && file === undefined }) ?? '', file);
  if (options.adr !== undefined) await record(options.adr, report);
  if (options.write) await writeAdvice(root, manifest, advice);
  const adopted = advice.patterns.filter(({ verdict }) => verdict === 'adopt').length;
  exitWith(0, `${plural(adopted, 'pattern')} to adopt, ${advice.confidence} % answered`);
}

/** The templates are read only where there is something to build. */
async function commandsFor(advice: Advice): Promise<readonly string[]> {
  if (advice.structure.choice !== 'microservices') return [];
  const [{ builtInTemplates }, { commandsOf }] = await Promise.all([
    import('../scaffold/workspace.js'),
    import('../../scaffold/suggest.js'),
  ]);
  return commandsOf(advice, builtInTemplates());
}

/** File, then --set, then the other flags. */
async function profileFrom({ answers, set, priorities, assumeMicroservices }: AdviseOptions, file: string): Promise<Profile> {
  const kept = await loadAnswers(file, answers !== undefined && !isInteractive());
  return {
    ...kept,
    answers: { ...kept?.answers, ...Object.fromEntries(set.map(readSet)) },
    ...(priorities === undefined ? {} : { priorities: readPriorities(priorities.split(',')) }),
    ...(assumeMicroservices ? { assumeMicroservices } : {}),
  };
}

/** Asks on a terminal for what is missing; undefined when somebody stopped. */
async function complete(profile: Profile, file: string, { assumeUnknown }: AdviseOptions): Promise<Profile | undefined> {
  const missing = missingAnswers(profile);
  const isRead = Object.keys(profile.read ?? {}).length > 0;
  if (missing.length === 0 && !(isRead && isInteractive())) return profile;
  if (assumeUnknown) {
    return { ...profile, answers: { ...profile.answers, ...Object.fromEntries(missing.map(({ id }) => [id, [UNKNOWN]])) } };
  }
  if (isInteractive()) return interview(profile, file);
  const names = missing.map(({ id }) => id).join(', ');
  const first = missing[0];
  const choices = [...(first?.answers.map(({ id }) => id) ?? []), UNKNOWN].join('|');
  throw new UserError('E_ANSWERS', `${plural(missing.length, 'question')} without an answer: ${names}`, {
    hint: `Answer with --set ${first?.id ?? ''}=${choices}, in a file for --answers, or count the rest as not known with --assume-unknown.`,
  });
}

/** Relative to the working folder, as every path on the command line. */
function configPath({ config }: AdviseOptions): string | undefined {
  return config === undefined ? undefined : path.resolve(config);
}

async function readCode(system: SystemOptions, given: Profile): Promise<Profile> {
  const [{ analyseSystem }, { withAnswersFrom }] = await Promise.all([import('../analyse.js'), import('../../advise/from-system.js')]);
  const { analysis } = await analyseSystem({ ...system, memory: undefined });
  return withAnswersFrom(analysis.system, given);
}

/** Questions go to stderr, for stdout is the report's. */
function isInteractive(): boolean {
  return isatty(0) && isatty(2);
}

async function interview(profile: Profile, file: string): Promise<Profile | undefined> {
  const name = path.relative(process.cwd(), file);
  const before = Object.keys(profile.answers).length;
  if (before > 0) writeError(`going on: ${plural(before, 'answer')} so far`);
  const { ask } = await import('../../advise/ask.js'); // inquirer is worth its 60 ms only where somebody is asked
  const asked = await ask(profile, { output: process.stderr, color: wantsColor(undefined) }).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'ExitPromptError') return undefined;
    throw error;
  });
  if (asked === undefined) {
    exitWith(130, 'interrupted, nothing was written');
    return undefined;
  }
  await saveAnswers(file, asked.profile);
  writeError(`wrote ${name}`);
  if (asked.done) return asked.profile;
  exitWith(0, `stopped; \`msa advise\` goes on where you were`);
  return undefined;
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
