import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../cli/base-command.js';
import { configFlag, pluginsFlag, profileFlag, rootFlag } from '../cli/flags.js';

export default class Why extends BaseCommand {
  static override summary = 'Tell what leads from one service to another, or to a datastore, with the evidence.';
  static override description = `Every call and message with its place, the requests that lead to it, and the environment entries that decided.
Where none was found: ways over other services, else what could be it. The exit code says nothing about findings.`;
  static override examples = [
    '<%= config.bin %> why orders billing',
    '<%= config.bin %> why orders postgres://db:5432/shop',
    '<%= config.bin %> why orders billing --format json',
  ];

  static override args = {
    from: Args.string({ required: true, ignoreStdin: true, description: 'A service.' }),
    to: Args.string({
      required: true,
      ignoreStdin: true,
      description: 'Another service, or a datastore: its id, or its database or host.',
    }),
  };

  static override flags = {
    root: rootFlag,
    config: configFlag,
    profile: profileFlag,
    plugins: pluginsFlag,
    format: Flags.string({ default: 'text', description: 'text or json.', helpValue: 'NAME[=FILE]' }),
    output: Flags.string({ description: 'File for the answer; default: stdout.', helpValue: 'FILE' }),
    cache: Flags.boolean({ allowNo: true, default: true, description: 'Keep the facts of unchanged files between runs; on by default.' }),
    'cache-location': Flags.string({ description: 'Folder of the kept facts.', helpValue: 'DIR' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Why);
    const [{ why }, { wantsColor }] = await Promise.all([import('../cli/why.js'), import('../cli/output.js')]);
    const location = flags['cache-location'];
    await why({
      ...args,
      root: flags.root,
      config: flags.config,
      profile: flags.profile,
      plugins: flags.plugins,
      format: flags.format,
      ...(flags.output === undefined ? {} : { output: flags.output }),
      cache: { use: flags.cache, ...(location === undefined ? {} : { location }) },
      color: wantsColor(flags.color),
      version: this.config.version,
    });
  }
}
