import * as Flags from '@oclif/core/flags';

/** Flags of the commands that write services. */
export const dryRunFlag = Flags.boolean({ description: 'Show the difference and write nothing.' });
export const planFormatFlag = Flags.option({
  options: ['text', 'json'] as const,
  default: 'text' as const,
  description: 'How to tell what was done.',
})();
export const setFlag = Flags.string({
  multiple: true,
  multipleNonGreedy: true,
  description: 'Answer a question: entity, calls, or PATTERN.OPTION; repeatable.',
  helpValue: 'OPTION=VALUE',
});
export const scaffoldAnswersFlag = Flags.string({
  description: 'Answers, YAML or JSON: name, patterns, and what --set takes.',
  helpValue: 'FILE',
});
export const templateFlag = Flags.string({
  multiple: true,
  multipleNonGreedy: true,
  description: `Templates of your own beside those of msa: a folder, an installed package, or git with a pin
(github:OWNER/NAME#TAG, git+https://…#COMMIT, #TAG:FOLDER); repeatable. No code of them runs.`,
  helpValue: 'SOURCE',
});

/** The command as it was typed, for the journal. */
export function typed(): string {
  return ['msa', ...process.argv.slice(2)]
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`))
    .join(' ');
}
