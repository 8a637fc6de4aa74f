import type { Hook } from '@oclif/core/hooks';

import { closest } from '../shared/closest.js';
import { UserError } from '../shared/errors.js';

/** oclif's hook for words that are no command; `msa init x` ends here too, because oclif takes `init x` for its name. */
const commandNotFound: Hook.CommandNotFound = ({ id, config }) => {
  const known = config.commandIDs.filter((command) => config.findCommand(command)?.hidden !== true);
  const [typed = id, ...more] = id.split(':');
  if (typed.startsWith('-')) return Promise.reject(flagWithoutCommand(typed));
  return Promise.reject(known.includes(typed) ? tooMuch(typed, more) : unknown(typed, known));
};

export default commandNotFound;

function tooMuch(command: string, more: readonly string[]): UserError {
  return new UserError('E_USAGE', `msa ${command} takes no "${more.join(' ')}"`, {
    hint: `\`msa ${command} --help\` shows what it takes.`,
  });
}

function flagWithoutCommand(flag: string): UserError {
  return new UserError('E_USAGE', `no command before ${flag}`, { hint: 'A command comes first: `msa lint --help`.' });
}

function unknown(typed: string, known: readonly string[]): UserError {
  const near = closest(typed, known);
  const hint = near === undefined ? `Commands: ${known.join(', ')}.` : `Did you mean \`msa ${near}\`?`;
  return new UserError('E_USAGE', `there is no command "${typed}"`, { hint });
}
