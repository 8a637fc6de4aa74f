import type { Interfaces } from '@oclif/core';

import { PACKAGE_FOLDER } from '../shared/package-folder.js';
import { main as run } from './main.js';
import { ownPackage } from './version.js';

/** Where `bin/bundle.js` puts the command line. */
const BUNDLE = './dist/bundle';

/** The same command line, out of files of which each holds what is needed together: hundreds take longer to open than to run. */
export function main(): Promise<void> {
  return run(() => {
    const pjson = ownPackage() as Interfaces.PJSON;
    const commands = { strategy: 'explicit', target: `${BUNDLE}/commands.cjs`, identifier: 'COMMANDS' } as const;
    const hooks = { command_not_found: `${BUNDLE}/command-not-found.cjs` };
    return { root: PACKAGE_FOLDER, pjson: { ...pjson, oclif: { ...pjson.oclif, commands, hooks } } };
  });
}
