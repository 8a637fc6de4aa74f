import { defineLibrary } from '../define-library.js';
import { text } from '../select.js';

/** `config.get('db.host')` of files below `config/`: one for all environments, one for each, one with the names of variables. */
export const nodeConfig = defineLibrary({
  package: 'config',
  values: {
    'config.get': ({ args, application }) => {
      const name = text(args[0]);
      return name === undefined ? undefined : application.configured(name);
    },
  },
});
