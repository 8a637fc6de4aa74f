import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../cli/base-command.js';

export default class Init extends BaseCommand {
  static override summary = 'Discover services, datastores and calls, and write a commented msa.yaml.';
  static override description = 'A manifest that is there already is never overwritten.';
  static override examples = ['<%= config.bin %> init --dry-run', '<%= config.bin %> init --root ../shop'];

  static override flags = {
    root: Flags.string({ default: '.', description: 'Folder of the system.', helpValue: 'DIR' }),
    'dry-run': Flags.boolean({ description: 'Print it instead of writing it.' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Init);
    const { init } = await import('../cli/init.js');
    await init({ root: flags.root, dryRun: flags['dry-run'] });
  }
}
