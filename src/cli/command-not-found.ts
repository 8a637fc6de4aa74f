import type { Hook } from '@oclif/core/hooks';

import { closest } from '../shared/closest.js';
import { UserError } from '../shared/errors.js';

/** oclif's hook for words that are no command; `msa init x` ends here too, because oclif takes `init x` for its name. */
const commandNotFound: Hook.CommandNotFound = ({ id, config }) => {
  const known = config.commandIDs.filter((command) => config.findCommand(command)?.hidden !== true);
  const words = id.split(':');
  const isTopic = known.some((command) => command.startsWith(`${words[0] ?? ''}:`));
  const [typed, more] = [words.slice(0, isTopic ? 2 : 1).join(':'), words.slice(isTopic ? 2 : 1)];
  if (typed.startsWith('-')) return Promise.reject(flagWithoutCommand(typed));
  return Promise.reject(known.includes(typed) ? tooMuch(typed, more) : unknown(typed, known));
};

export default commandNotFound;

/** `cache:clear` of oclif as people type it. */
function spaced(command: string): string {
  return command.replaceAll(':', ' ');
}

function tooMuch(command: string, more: readonly string[]): UserError {
  return new UserError('E_USAGE', `msa ${spaced(command)} takes no "${more.join(' ')}"`, {
    hint: `\`msa ${spaced(command)} --help\` shows what it takes.`,
  });
}

function flagWithoutCommand(flag: string): UserError {
  return new UserError('E_USAGE', `no command before ${flag}`, { hint: 'A command comes first: `msa lint --help`.' });
}

function unknown(typed: string, known: readonly string[]): UserError {
  const near = closest(typed, known);
  const hint = near === undefined ? `Commands: ${known.map(spaced).join(', ')}.` : `Did you mean \`msa ${spaced(near)}\`?`;
  return new UserError('E_USAGE', `there is no command "${spaced(typed)}"`, { hint });
}
