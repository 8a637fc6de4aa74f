import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../cli/base-command.js';
import { configFlag, pluginsFlag, profileFlag, rootFlag } from '../cli/flags.js';

export default class Graph extends BaseCommand {
  static override summary = 'Draw the system: services, datastores, calls and messages, with what was found marked.';
  static override description = 'The page of --format html has no script and asks no network. The exit code says nothing about findings.';
  static override examples = [
    '<%= config.bin %> graph --format html=graph.html',
    '<%= config.bin %> graph --service orders',
    '<%= config.bin %> graph --affected --format dot | dot -Tsvg > graph.svg',
  ];

  static override flags = {
    root: rootFlag,
    config: configFlag,
    profile: profileFlag,
    plugins: pluginsFlag,
    format: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      default: ['mermaid'],
      description: 'html, mermaid, dot or json; repeatable.',
      helpValue: 'NAME[=FILE]',
    }),
    output: Flags.string({ description: 'File for the drawing that has no file of its own.', helpValue: 'FILE' }),
    service: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'Only this service and what is one step away; repeatable.',
      helpValue: 'NAME',
    }),
    affected: Flags.boolean({ description: 'Only what findings are about.' }),
    cache: Flags.boolean({ allowNo: true, default: true, description: 'Keep the facts of unchanged files between runs; on by default.' }),
    'cache-location': Flags.string({ description: 'Folder of the kept facts.', helpValue: 'DIR' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Graph);
    const { graph } = await import('../cli/graph.js');
    const location = flags['cache-location'];
    await graph({
      root: flags.root,
      config: flags.config,
      profile: flags.profile,
      plugins: flags.plugins,
      formats: flags.format,
      ...(flags.output === undefined ? {} : { output: flags.output }),
      services: flags.service ?? [],
      affected: flags.affected,
      cache: { use: flags.cache, ...(location === undefined ? {} : { location }) },
      version: this.config.version,
    });
  }
}
