import * as Args from '@oclif/core/args';

import { BaseCommand } from '../cli/base-command.js';
import { rootFlag } from '../cli/flags.js';
import { dryRunFlag, planFormatFlag, templateFlag, typed } from '../cli/scaffold-flags.js';

export default class Update extends BaseCommand {
  static override summary = 'Bring what msa has made up to the templates of this msa, merged with what you have changed.';
  static override description = 'Where both have changed the same lines, they stand between git’s markers, and the exit code is 3.';
  static override examples = ['<%= config.bin %> update --dry-run', '<%= config.bin %> update orders'];

  static override args = { service: Args.string({ description: 'Only the files of this service.' }) };

  static override flags = { root: rootFlag, template: templateFlag, 'dry-run': dryRunFlag, format: planFormatFlag };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Update);
    const [{ updateWorkspace }, { wantsColor }] = await Promise.all([
      import('../cli/scaffold/change-service.js'),
      import('../cli/output.js'),
    ]);
    await updateWorkspace({
      ...(args.service === undefined ? {} : { service: args.service }),
      root: flags.root,
      dryRun: flags['dry-run'],
      format: flags.format,
      color: wantsColor(flags.color),
      version: this.config.version,
      command: typed(),
      templates: flags.template ?? [],
    });
  }
}
