import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../../cli/base-command.js';
import { baselineFlags } from '../../cli/baseline/flags.js';

export default class BaselineAdd extends BaseCommand {
  static override summary = 'Accept the findings of today, so that only new ones count.';
  static override description = `Writes msa.baseline.json, one line for each finding; commit it. A finding that gets worse counts again.
Without an ID or --rule it accepts all that is new. With CI set nothing is written.`;

  static override examples = [
    '<%= config.bin %> baseline add --reason "before msa"',
    '<%= config.bin %> baseline add 9f2c1e7a --reason "moves in spring" --expires 2030-03-31',
    '<%= config.bin %> baseline add --rule chatty-communication/call-in-loop',
  ];

  static override args = {
    id: Args.string({ multiple: true, ignoreStdin: true, description: 'Findings to accept, by the id that `msa lint` shows.' }),
  };

  static override flags = {
    ...baselineFlags,
    reason: Flags.string({ description: 'Why they are accepted; default: the day on which they were there.', helpValue: 'TEXT' }),
    expires: Flags.string({ description: 'Last day on which they are accepted.', helpValue: 'YYYY-MM-DD' }),
    rule: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'Only findings of this rule; repeatable.',
      helpValue: 'ID',
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(BaselineAdd);
    const { addToBaseline } = await import('../../cli/baseline/baseline.js');
    await addToBaseline({ ...flags, ids: args.id ?? [], rules: flags.rule ?? [] });
  }
}
