import { withBlock, withoutBlock } from './shell.js';
import { withLefthook, withoutLefthook, withoutPreCommit, withPreCommit } from './yaml.js';

/** What runs the hooks of a repository, and how our command gets into its file. */
export interface Manager {
  readonly name: string;
  /** Files or folders at the top of the repository that tell it is used. */
  readonly signs: readonly string[];
  /** The file to edit, from the top; undefined: the sign itself. */
  readonly file?: string;
  readonly add: (text: string | undefined, command: string) => string;
  /** undefined: the file is ours alone and goes. */
  readonly remove: (text: string) => string | undefined;
  /** Git runs the file itself. */
  readonly isScript: boolean;
}

const LEFTHOOK = ['lefthook.yml', 'lefthook.yaml', '.lefthook.yml', '.lefthook.yaml'];

/** The first whose sign is there. lint-staged needs none: it is run by one of these, and our command stands beside it. */
export const MANAGERS: readonly Manager[] = [
  { name: 'lefthook', signs: LEFTHOOK, add: (text = '', command) => withLefthook(text, command), remove: withoutLefthook, isScript: false },
  {
    name: 'the pre-commit framework',
    signs: ['.pre-commit-config.yaml'],
    add: (text = '', command) => withPreCommit(text, command),
    remove: withoutPreCommit,
    isScript: false,
  },
  { name: 'husky', signs: ['.husky'], file: '.husky/pre-commit', add: withBlock, remove: withoutBlock, isScript: true },
];
