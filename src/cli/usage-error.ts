import type { CLIError } from '@oclif/core/errors';

import { closest } from '../shared/closest.js';
import { UserError } from '../shared/errors.js';

const DEFAULT_HINT = 'Run it with --help to see what it takes.';

/** What oclif says of a wrong command line → the same in the words of msa. */
const WORDS: readonly (readonly [pattern: RegExp, message: string, hint?: string])[] = [
  [/^Nonexistent flags?: (.*)$/, 'unknown flag: $1'],
  [/^Missing \d+ required args?: (\w+) +(.*)$/, 'the argument "$1" is missing', '$2'],
  [/^Unexpected arguments?: (.*)$/, 'more arguments than it takes: $1'],
  [/^Parsing (--[\w-]+) Expected (.*)$/, '$1 expects $2'],
  [/^The following error occurred: (--[\w-]+)=\S* cannot also be provided when using (--[\w-]+)$/, '$1 and $2 do not go together'],
  [/^Flag (--[\w-]+) expects a value$/, '$1 expects a value'],
  [/^Command (.*) not found\.$/, 'there is no command "$1"', '`msa --help` lists the commands.'],
];

/** A wrong command line as the user's error, with what was probably meant. */
export function usageError(error: CLIError): UserError {
  const [text = ''] = error.message.split('\nSee more help');
  const line = text.replaceAll(/\s*\n\s*/g, ' ');
  const [pattern, message, hint] = WORDS.find(([known]) => known.test(line)) ?? [/^.*$/, line];
  return new UserError('E_USAGE', line.replace(pattern, message), {
    hint: meantFlag(error) ?? meantValue(line) ?? (hint === undefined ? DEFAULT_HINT : line.replace(pattern, hint)),
  });
}

function meantFlag(error: CLIError): string | undefined {
  const { flags, parse } = error as { flags?: unknown; parse?: { input?: { flags?: Readonly<Record<string, { allowNo?: boolean }>> } } };
  const [typed] = Array.isArray(flags) ? flags.map(String) : [];
  return typed === undefined ? undefined : meant(typed, Object.entries(parse?.input?.flags ?? {}).flatMap(flagNames));
}

function flagNames([name, flag]: readonly [string, { readonly allowNo?: boolean }]): string[] {
  return flag.allowNo === true ? [`--${name}`, `--no-${name}`] : [`--${name}`];
}

function meantValue(line: string): string | undefined {
  const choice = /^Expected (?:--[\w-]+=)?(.*) to be one of: (.*)$/.exec(line);
  return choice?.[1] === undefined ? undefined : meant(choice[1], (choice[2] ?? '').split(', '));
}

function meant(typed: string, known: readonly string[]): string | undefined {
  const near = closest(typed.split('=', 1)[0] ?? typed, known);
  return near === undefined ? undefined : `Did you mean ${near}?`;
}
