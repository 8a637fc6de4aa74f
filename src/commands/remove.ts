import * as Args from '@oclif/core/args';

import { BaseCommand } from '../cli/base-command.js';
import { rootFlag } from '../cli/flags.js';
import { dryRunFlag, planFormatFlag, typed } from '../cli/scaffold-flags.js';

export default class Remove extends BaseCommand {
  static override summary = 'Take a pattern out of a service that msa has made, or the whole service.';
  static override description = `What only that pattern required goes with it. What you have changed or added stays.
\`service\` in the place of the pattern: the whole service.`;
  static override examples = ['<%= config.bin %> remove circuit-breaker orders', '<%= config.bin %> remove service orders'];

  static override args = {
    pattern: Args.string({ required: true, description: 'Pattern, or `service`.' }),
    service: Args.string({ required: true, description: 'Service.' }),
  };

  static override flags = { root: rootFlag, 'dry-run': dryRunFlag, format: planFormatFlag };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Remove);
    const [{ removePattern }, { wantsColor }] = await Promise.all([
      import('../cli/scaffold/change-service.js'),
      import('../cli/output.js'),
    ]);
    await removePattern({
      ...args,
      root: flags.root,
      dryRun: flags['dry-run'],
      format: flags.format,
      color: wantsColor(flags.color),
      version: this.config.version,
      command: typed(),
    });
  }
}
