import * as Args from '@oclif/core/args';

import { BaseCommand } from '../cli/base-command.js';
import { rootFlag } from '../cli/flags.js';
import { dryRunFlag, planFormatFlag, scaffoldAnswersFlag, setFlag, templateFlag, typed } from '../cli/scaffold-flags.js';

export default class Add extends BaseCommand {
  static override summary =
    'Add a pattern, with what it requires, to a service that msa has made; what you have changed is merged with it.';
  static override description = 'Where both have changed the same lines, they stand between git’s markers, and the exit code is 3.';
  static override examples = ['<%= config.bin %> add circuit-breaker orders', '<%= config.bin %> add event-driven orders --dry-run'];

  static override args = {
    pattern: Args.string({ required: true, description: 'Pattern; `msa patterns` lists them.' }),
    service: Args.string({ required: true, description: 'Service.' }),
  };

  static override flags = {
    root: rootFlag,
    set: setFlag,
    answers: scaffoldAnswersFlag,
    template: templateFlag,
    'dry-run': dryRunFlag,
    format: planFormatFlag,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Add);
    const [{ addPattern }, { wantsColor }] = await Promise.all([import('../cli/scaffold/change-service.js'), import('../cli/output.js')]);
    await addPattern({
      ...args,
      root: flags.root,
      dryRun: flags['dry-run'],
      format: flags.format,
      color: wantsColor(flags.color),
      version: this.config.version,
      command: typed(),
      given: { set: flags.set ?? [], ...(flags.answers === undefined ? {} : { answers: flags.answers }) },
      templates: flags.template ?? [],
    });
  }
}
