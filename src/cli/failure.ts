import { inspect } from 'node:util';

import type { CLIError } from '@oclif/core/errors';

import { safe, safeStart } from '../report/layout.js';
import { UserError } from '../shared/errors.js';
import { usageError } from './usage-error.js';

export interface Failure {
  readonly code: number;
  /** For stderr; the last line says why. */
  readonly text: string;
}

/** What went wrong, in words: the user's mistakes with a hint, oclif's own as usage mistakes, and the rest as bugs of msa. */
export function failure(error: unknown, { debug }: { readonly debug: boolean }): Failure {
  if (error instanceof UserError) return told(error, debug);
  if (isExit(error)) return { code: error.oclif.exit, text: '' };
  if (isOfOclif(error) && error.name !== 'ModuleLoadError') return told(usageError(error), debug);
  return bug(error, debug);
}

function told(error: UserError, debug: boolean): Failure {
  return {
    code: 2,
    text: lines([
      `msa: ${shown(error.message)}`,
      ...(error.at === undefined ? [] : [`  at    ${shown(error.at)}`]),
      ...(error.hint === undefined ? [] : [`  hint  ${shown(error.hint)}`]),
      ...(debug ? [stackOf(error.cause ?? error)] : []),
      `exit 2: could not analyse (${error.code})`,
    ]),
  };
}

/** Names of files and keys are the repository's own: they shall not act in a terminal or in the log of a CI job. */
function shown(text: string): string {
  return text
    .split('\n')
    .map((line) => safeStart(safe(line)))
    .join('\n     ');
}

function bug(error: unknown, debug: boolean): Failure {
  // Whatever is thrown has to be told: not every object has a text of its own.
  const what = error instanceof Error ? `${error.name}: ${error.message}` : typeof error === 'string' ? error : inspect(error);
  return {
    code: 2,
    text: lines([
      `msa: this is a bug in msa: ${shown(what)}`,
      debug ? stackOf(error) : '  hint  Run it again with --debug and report what it prints.',
      'exit 2: bug in msa',
    ]),
  };
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? '') : '';
}

function lines(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}

/** oclif ends a command early (`--help` of a command) by throwing its exit code. */
function isExit(error: unknown): error is { readonly oclif: { readonly exit: number } } {
  return isOfOclif(error) && error.code === 'EEXIT' && typeof error.oclif.exit === 'number';
}

/** Plugins of oclif bring a class of their own. */
function isOfOclif(error: unknown): error is CLIError {
  return error instanceof Error && 'oclif' in error;
}
