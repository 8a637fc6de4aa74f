import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../../cli/base-command.js';
import { rootFlag } from '../../cli/flags.js';
import { dryRunFlag, planFormatFlag, scaffoldAnswersFlag, setFlag, templateFlag, typed } from '../../cli/scaffold-flags.js';

export default class NewService extends BaseCommand {
  static override summary =
    'Make a service from patterns: code, tests, container, manifests, docs; in a workspace that is made where there is none.';
  static override description = `All or nothing: what goes wrong, or is interrupted, leaves the folder as it was; \`msa undo\` takes it back later.
Off a terminal nothing is asked: what is missing is told with its flag (exit code 2).`;

  static override examples = [
    '<%= config.bin %> new service orders --patterns rest,health',
    '<%= config.bin %> new service orders --yes --dry-run',
    '<%= config.bin %> new service gateway --patterns api-gateway --set calls=orders',
  ];

  static override args = { name: Args.string({ description: 'Name of the service: lower-case, with hyphens.' }) };

  static override flags = {
    root: rootFlag,
    patterns: Flags.string({ description: 'Patterns, with commas; `msa patterns` lists them.', helpValue: 'A,B' }),
    set: setFlag,
    answers: scaffoldAnswersFlag,
    yes: Flags.boolean({ char: 'y', description: 'Take the usual patterns and the defaults of what has no answer.' }),
    template: templateFlag,
    'dry-run': dryRunFlag,
    format: planFormatFlag,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(NewService);
    const [{ newService }, { wantsColor }] = await Promise.all([
      import('../../cli/scaffold/new-service.js'),
      import('../../cli/output.js'),
    ]);
    await newService({
      root: flags.root,
      dryRun: flags['dry-run'],
      format: flags.format,
      color: wantsColor(flags.color),
      version: this.config.version,
      command: typed(),
      given: {
        ...(args.name === undefined ? {} : { name: args.name }),
        ...(flags.patterns === undefined ? {} : { patterns: flags.patterns }),
        ...(flags.answers === undefined ? {} : { answers: flags.answers }),
        set: flags.set ?? [],
      },
      yes: flags.yes,
      templates: flags.template ?? [],
    });
  }
}
