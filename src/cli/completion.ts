import type { Command } from '@oclif/core/command';

/** A command as people type it, with what may follow it. */
interface Completed {
  /** `baseline add`. */
  readonly words: string;
  readonly summary: string;
  readonly flags: readonly CompletedFlag[];
}

interface CompletedFlag {
  /** `--fail-on`. */
  readonly name: string;
  readonly summary: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

/** The script that teaches a shell the commands and flags of this msa: nothing of msa runs while people type. */
export function completionScript(shell: (typeof SHELLS)[number], commands: readonly Command.Loadable[]): string {
  const all = commands
    .filter(({ hidden }) => !hidden)
    .map(completed)
    .sort((a, b) => (a.words < b.words ? -1 : 1));
  return SCRIPTS[shell](all);
}

function completed({ id, summary = '', flags }: Command.Loadable): Completed {
  return { words: id.replaceAll(':', ' '), summary: plain(summary), flags: Object.values(flags).flatMap(flagsOf) };
}

function flagsOf(flag: Command.Flag.Cached): CompletedFlag[] {
  const one = { summary: plain(flag.summary ?? flag.description ?? ''), takesValue: flag.type === 'option' };
  const choices = flag.type === 'option' ? [...(flag.options ?? [])] : [];
  const names = flag.type === 'boolean' && flag.allowNo ? [flag.name, `no-${flag.name}`] : [flag.name];
  return names.map((name) => ({ ...one, name: `--${name}`, choices }));
}

/** The first sentence, without what a shell would read as its own. */
function plain(text: string): string {
  return (text.split(/[.;:\n]/, 1)[0] ?? '').replaceAll(/['"`$\\[\]]/g, '');
}

const SCRIPTS: Readonly<Record<(typeof SHELLS)[number], (all: readonly Completed[]) => string>> = { bash, zsh, fish, powershell };

/** What may come next, by what stands before: the longest first, topics and the bare msa last. */
function cases(
  all: readonly Completed[],
): { readonly before: string; readonly next: readonly { readonly word: string; readonly summary: string }[] }[] {
  const commands = all.map(({ words, flags }) => ({ before: words, next: flags.map(({ name, summary }) => ({ word: name, summary })) }));
  const topics = [...new Set(all.filter(({ words }) => words.includes(' ')).map(({ words }) => words.split(' ')[0] ?? ''))];
  const below = topics.map((topic) => ({
    before: topic,
    next: all
      .filter(({ words }) => words.startsWith(`${topic} `))
      .map(({ words, summary }) => ({ word: words.slice(topic.length + 1), summary })),
  }));
  const first = all.filter(({ words }) => !words.includes(' ')).map(({ words, summary }) => ({ word: words, summary }));
  const named = topics.map((topic) => ({
    word: topic,
    summary:
      below
        .find(({ before }) => before === topic)
        ?.next.map(({ word }) => word)
        .join(', ') ?? '',
  }));
  return [...[...commands, ...below].sort((a, b) => b.before.length - a.before.length), { before: '', next: [...first, ...named] }];
}

/** Flag → its values, where those are a list: they are the same wherever the flag is. */
function choices(all: readonly Completed[]): [string, readonly string[]][] {
  return [
    ...new Map(
      all.flatMap(({ flags }) => flags.filter((flag) => flag.choices.length > 0).map((flag) => [flag.name, flag.choices] as const)),
    ),
  ];
}

function bash(all: readonly Completed[]): string {
  return `# msa in bash: eval "$(msa completion bash)" in ~/.bashrc
_msa() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=" \${COMP_WORDS[*]:1:COMP_CWORD-1} " words
  case "\${COMP_WORDS[COMP_CWORD - 1]}" in
${choices(all)
  .map(([flag, values]) => `    ${flag}) COMPREPLY=($(compgen -W '${values.join(' ')}' -- "$word")); return ;;`)
  .join('\n')}
  esac
  case "$before" in
${cases(all)
  .map(({ before, next }) => `    " ${before === '' ? '' : `${before} `}"*) words='${next.map(({ word }) => word).join(' ')}' ;;`)
  .join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _msa msa
`;
}

function zsh(all: readonly Completed[]): string {
  return `#compdef msa
# msa in zsh: eval "$(msa completion zsh)" in ~/.zshrc, behind compinit
_msa() {
  local before=" \${(j: :)words[2,CURRENT-1]} "
  local -a found
  case "\${words[CURRENT-1]}" in
${choices(all)
  .map(([flag, values]) => `    ${flag}) found=(${values.join(' ')}); _describe 'value' found; return ;;`)
  .join('\n')}
  esac
  case "$before" in
${cases(all)
  .map(
    ({ before, next }) =>
      `    " ${before === '' ? '' : `${before} `}"*) found=(${next.map(({ word, summary }) => `'${word}:${summary}'`).join(' ')}) ;;`,
  )
  .join('\n')}
  esac
  _describe 'msa' found || _files
}
compdef _msa msa
`;
}

function fish(all: readonly Completed[]): string {
  const lines = cases(all).flatMap(({ before, next }) => {
    const words = before === '' ? [] : before.split(' ');
    const holds = words.length === 0 ? '__fish_use_subcommand' : words.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
    return next
      .filter(({ word }) => !word.startsWith('--'))
      .map(({ word, summary }) => `complete -c msa -f -n '${holds}' -a ${word} -d '${summary}'`);
  });
  const flags = all.flatMap(({ words, flags: own }) =>
    own.map(({ name, summary, takesValue, choices: values }) => {
      const holds = words
        .split(' ')
        .map((word) => `__fish_seen_subcommand_from ${word}`)
        .join('; and ');
      const value = values.length > 0 ? ` -x -a '${values.join(' ')}'` : takesValue ? ' -r' : '';
      return `complete -c msa -n '${holds}' -l ${name.slice(2)}${value} -d '${summary}'`;
    }),
  );
  return ['# msa in fish: msa completion fish > ~/.config/fish/completions/msa.fish', ...lines, ...flags, ''].join('\n');
}

function powershell(all: readonly Completed[]): string {
  const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
  return `# msa in PowerShell: msa completion powershell | Out-String | Invoke-Expression in $PROFILE
Register-ArgumentCompleter -Native -CommandName msa -ScriptBlock {
  param($word, $ast, $cursor)
  $typed = @($ast.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" })
  if ($word -ne '' -and $typed.Count -gt 0) { $typed = @($typed | Select-Object -SkipLast 1) }
  $before = ' ' + (($typed + '') -join ' ')
  $values = switch ($typed | Select-Object -Last 1) {
${choices(all)
  .map(([flag, values]) => `    '${flag}' { ${quoted(values)}; break }`)
  .join('\n')}
  }
  if (-not $values) {
    $values = switch -Wildcard ($before) {
${cases(all)
  .map(({ before, next }) => `      ' ${before === '' ? '' : `${before} `}*' { ${quoted(next.map(({ word }) => word))}; break }`)
  .join('\n')}
    }
  }
  $values | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
`;
}
