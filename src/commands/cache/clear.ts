import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../../cli/base-command.js';
import { rootFlag } from '../../cli/flags.js';

export default class CacheClear extends BaseCommand {
  static override summary = 'Remove the facts that msa kept of the files of a system.';
  static override description = 'Never needed for a right result: facts are found by the content of their file.';

  static override examples = ['<%= config.bin %> cache clear', '<%= config.bin %> cache clear --cache-location .cache/msa'];

  static override flags = {
    root: rootFlag,
    'cache-location': Flags.string({ description: 'Folder that was given to msa lint.', helpValue: 'DIR' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(CacheClear);
    const { clearCache } = await import('../../cli/cache.js');
    await clearCache(flags.root, flags['cache-location']);
  }
}
