import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../cli/base-command.js';
import { configFlag, pluginsFlag, profileFlag, rootFlag } from '../cli/flags.js';
import { FAIL_ON } from '../cli/lint/verdict.js';

export default class Lint extends BaseCommand {
  static override summary = 'Analyse the system at the root and report what breaks its architecture.';
  static override description = `Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 could not analyse.
PATHs choose what is reported; the whole root is always analysed.`;

  static override examples = [
    '<%= config.bin %> lint',
    '<%= config.bin %> lint --root ../shop --fail-on warning',
    '<%= config.bin %> lint services/orders --format text --format json=msa-report.json',
    '<%= config.bin %> lint --watch --quiet',
    '<%= config.bin %> lint --rule chatty-communication/call-in-loop=warning --only database-per-service',
  ];

  static override args = {
    path: Args.string({ multiple: true, ignoreStdin: true, description: 'Report only what touches these files and folders.' }),
  };

  static override flags = {
    root: rootFlag,
    config: configFlag,
    profile: profileFlag,
    plugins: pluginsFlag,
    format: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      default: ['text'],
      description: 'text, compact, json, sarif, code-scanning, github, gitlab, junit, checkstyle, markdown or agent; repeatable.',
      helpValue: 'NAME[=FILE]',
    }),
    output: Flags.string({ description: 'File for the report that has no file of its own.', helpValue: 'FILE' }),
    'fail-on': Flags.option({ options: FAIL_ON, default: 'error' as const, description: 'Lowest severity that makes the exit code 1.' })(),
    'max-warnings': Flags.integer({ min: 0, description: 'Exit code 1 when there are more warnings.', helpValue: 'N' }),
    quiet: Flags.boolean({ description: 'Report errors only.' }),
    rule: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'Severity of a rule: off, info, warning or error; repeatable.',
      helpValue: 'ID=SEVERITY',
    }),
    only: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'Run only the rules of this family; repeatable.',
      helpValue: 'FAMILY',
    }),
    baseline: Flags.string({
      description: 'Findings that were there before; default: msa.baseline.json at the root, when there is one.',
      helpValue: 'FILE',
    }),
    'inline-config': Flags.boolean({
      allowNo: true,
      default: true,
      description: 'Let `msa-ignore` comments accept findings; on by default.',
    }),
    since: Flags.string({
      description: 'Report only what was added since this branch, tag or commit went apart from HEAD.',
      exclusive: ['staged', 'traces'],
      helpValue: 'REF',
    }),
    staged: Flags.boolean({
      description: 'Judge what is staged, not the working tree, and report only what it adds to HEAD.',
      exclusive: ['traces'],
    }),
    facts: Flags.string({
      multiple: true,
      description: 'Files of `msa extract`: lint the repositories they are of, as if they lay beside each other in the root.',
      helpValue: 'FILE',
    }),
    cache: Flags.boolean({ allowNo: true, default: true, description: 'Keep the facts of unchanged files between runs; on by default.' }),
    'cache-location': Flags.string({
      description: 'Folder of the kept facts; default: node_modules/.cache/msa at the root, else the cache folder of the user.',
      helpValue: 'DIR',
    }),
    traces: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'Recorded traces, OTLP or Jaeger as JSON: calls once per item that happened; repeatable.',
      helpValue: 'FILE',
    }),
    stats: Flags.boolean({ description: 'Print sizes, time and memory to stderr.' }),
    watch: Flags.boolean({ description: 'Report again after every change, until Ctrl-C.' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Lint);
    if (flags.watch) return (await import('../cli/lint/again.js')).lintAgain(flags, this.argv);
    const [{ lint }, { severityOverrides }, { wantsColor }] = await Promise.all([
      import('../cli/lint/lint.js'),
      import('../cli/lint/overrides.js'),
      import('../cli/output.js'),
    ]);
    await lint({
      root: flags.root,
      config: flags.config,
      profile: flags.profile,
      plugins: flags.plugins,
      ...(flags.baseline === undefined ? {} : { baseline: flags.baseline }),
      paths: args.path ?? [],
      formats: flags.format,
      ...(flags.output === undefined ? {} : { output: flags.output }),
      failOn: flags['fail-on'],
      ...(flags['max-warnings'] === undefined ? {} : { maxWarnings: flags['max-warnings'] }),
      quiet: flags.quiet,
      overrides: severityOverrides(flags.rule ?? []),
      only: flags.only ?? [],
      inlineConfig: flags['inline-config'],
      since: flags.since,
      staged: flags.staged,
      traces: flags.traces ?? [],
      stats: flags.stats,
      debug: flags.debug,
      facts: flags.facts ?? [],
      cache: { use: flags.cache, ...(flags['cache-location'] === undefined ? {} : { location: flags['cache-location'] }) },
      color: wantsColor(flags.color),
      version: this.config.version,
    });
  }
}
