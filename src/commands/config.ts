import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../cli/base-command.js';
import { configFlag, pluginsFlag, rootFlag } from '../cli/flags.js';

export default class Config extends BaseCommand {
  static override summary = 'Print the configuration as it holds, verify msa.yaml, or print its JSON Schema.';
  static override description = 'Nothing of the system is analysed. Without a flag it prints.';
  static override examples = ['<%= config.bin %> config', '<%= config.bin %> config --verify', '<%= config.bin %> config --schema'];

  static override flags = {
    root: rootFlag,
    config: configFlag,
    plugins: pluginsFlag,
    print: Flags.boolean({ description: 'Print every rule with its severity and options, after presets and `extends`.' }),
    verify: Flags.boolean({ exclusive: ['print'], description: 'Exit code 2 when msa lint would refuse msa.yaml.' }),
    schema: Flags.boolean({
      exclusive: ['print', 'verify'],
      description: 'Print the JSON Schema of msa.yaml with the options of all rules.',
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Config);
    const { printConfig, printSchema, verifyConfig } = await import('../cli/config.js');
    if (flags.schema) await printSchema(flags);
    else if (flags.verify) await verifyConfig(flags);
    else await printConfig(flags);
  }
}
