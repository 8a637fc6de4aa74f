import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../cli/base-command.js';
import { configFlag, pluginsFlag, rootFlag } from '../cli/flags.js';

export default class Advise extends BaseCommand {
  static override summary =
    'Answer questions about business, team and technology; be told which patterns to adopt, which to wait with, and why.';
  static override description = `Answers stand in msa.answers.yaml at the root, or in the file of --answers, and in --set.
On a terminal what has no answer is asked, and kept in that file; \`s\` stops, and the next run goes on.
Without a terminal a question without an answer is a mistake that names it (exit code 2). \`unknown\` is an answer too.`;

  static override examples = [
    '<%= config.bin %> advise',
    '<%= config.bin %> advise --from-code --assume-unknown',
    '<%= config.bin %> advise --answers msa.answers.yaml --set teams=four-eight --compare msa.answers.yaml',
    '<%= config.bin %> advise --set teams=one --assume-unknown --format markdown=advice.md --adr docs/decisions',
  ];

  static override flags = {
    root: rootFlag,
    answers: Flags.string({ description: 'Answers, YAML or JSON; default: msa.answers.yaml at the root.', helpValue: 'FILE' }),
    set: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'Answer a question, over the file; several answers with commas; repeatable.',
      helpValue: 'QUESTION=ANSWER',
    }),
    'from-code': Flags.boolean({
      description: 'Read from the repository what it shows: services, teams, platform, brokers, calls. To be confirmed on a terminal.',
    }),
    config: configFlag,
    plugins: pluginsFlag,
    priorities: Flags.string({
      description: 'The five dimensions, the most important one first: business,team,technology,performance,consistency.',
      helpValue: 'A,B,C,D,E',
    }),
    'assume-unknown': Flags.boolean({ description: 'Count what has no answer as not known.' }),
    'assume-microservices': Flags.boolean({ description: 'Advise for services although the answers speak for a modular monolith.' }),
    compare: Flags.string({ description: 'Earlier answers: tell what has changed since.', helpValue: 'FILE' }),
    format: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      default: ['text'],
      description: 'text, json or markdown; repeatable.',
      helpValue: 'NAME[=FILE]',
    }),
    output: Flags.string({ description: 'File for the advice that has no file of its own.', helpValue: 'FILE' }),
    write: Flags.boolean({ description: 'Put the chosen patterns and thresholds into msa.yaml; comments stay, the difference is shown.' }),
    adr: Flags.string({ description: 'Write a decision record (MADR) for each decision into this folder.', helpValue: 'DIR' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Advise);
    const [{ adviseTeam }, { wantsColor }] = await Promise.all([import('../cli/advise/advise.js'), import('../cli/output.js')]);
    const { answers, config, priorities, compare, output, adr } = flags;
    await adviseTeam({
      root: flags.root,
      ...(answers === undefined ? {} : { answers }),
      set: flags.set ?? [],
      fromCode: flags['from-code'],
      ...(config === undefined ? {} : { config }),
      plugins: flags.plugins,
      ...(priorities === undefined ? {} : { priorities }),
      write: flags.write,
      assumeUnknown: flags['assume-unknown'],
      assumeMicroservices: flags['assume-microservices'],
      ...(compare === undefined ? {} : { compare }),
      formats: flags.format,
      ...(output === undefined ? {} : { output }),
      ...(adr === undefined ? {} : { adr }),
      color: wantsColor(flags.color),
      version: this.config.version,
    });
  }
}
