import { UserError } from '../shared/errors.js';

export interface CrashPlace {
  readonly plugin: string;
  /** `its rule acme/naming/suffix`, `its library @acme/http`. */
  readonly part: string;
  /** What it was about when it crashed, where that is known. */
  readonly service?: string | undefined;
  /** `file:line:column` of the analysed code. */
  readonly at?: string | undefined;
}

/** A plugin threw, or said what msa cannot take: nobody knows what it would have found, so there is no verdict. */
export function pluginCrash({ plugin, part, service, at }: CrashPlace, error: unknown): UserError {
  if (error instanceof UserError && error.code === 'E_PLUGIN') return error;
  const about = service === undefined ? '' : `, at the service ${service}`;
  return new UserError('E_PLUGIN', `the plugin ${plugin} crashed in ${part}${about}: ${reasonOf(error)}`, {
    ...(at === undefined ? {} : { at }),
    hint: 'Tell whoever maintains the plugin; --debug shows the stack, --no-plugins runs without plugins.',
    cause: error,
  });
}

/** What it said has the wrong shape. */
export function wrongAnswer(place: CrashPlace, reason: string): UserError {
  return pluginCrash(place, new TypeError(reason));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
