import { Command } from '@oclif/core/command';
import * as Flags from '@oclif/core/flags';

/** Flags that every command takes. Errors are not handled here but in main.ts, once for all. */
export abstract class BaseCommand extends Command {
  static override baseFlags = {
    color: Flags.boolean({
      allowNo: true,
      description: 'Colours; default: on a terminal, unless NO_COLOR is set. FORCE_COLOR=1 is --color.',
    }),
    debug: Flags.boolean({
      description: 'Show the stack of an error; lint also tells what it found, how names were resolved and how long each step took.',
    }),
  };

  /** The error goes on to main.ts; oclif's own handler would set another exit code. */
  protected override catch(error: Error): Promise<never> {
    return Promise.reject(error);
  }
}
