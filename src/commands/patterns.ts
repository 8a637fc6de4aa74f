import * as Args from '@oclif/core/args';

import { BaseCommand } from '../cli/base-command.js';

export default class Patterns extends BaseCommand {
  static override summary = 'List the patterns of the knowledge base, or tell all about one.';
  static override examples = ['<%= config.bin %> patterns', '<%= config.bin %> patterns circuit-breaker'];
  static override args = { name: Args.string({ ignoreStdin: true, description: 'Pattern; without it: the list.' }) };

  async run(): Promise<void> {
    const { args } = await this.parse(Patterns);
    const { showPatterns } = await import('../cli/patterns.js');
    showPatterns(args.name);
  }
}
