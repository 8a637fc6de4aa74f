import type { CommittedChange, History } from '../model/history.js';
import { UserError } from '../shared/errors.js';
import { gitIn, type Git, told } from './git.js';
import { tip, type Tip } from './revisions.js';

/** Commits that are looked at: some months of a busy team. Of the largest public systems 0.2 s are needed for as many. */
const MAX_COMMITS = 2000;

/** What was found out of a commit before: that does not change any more. */
export type Recall = (commit: string, find: () => Promise<readonly CommittedChange[]>) => Promise<readonly CommittedChange[]>;

/**
 * The last changes that people made to the folder on purpose: where HEAD is is asked for at once, where it is not known, the rest when
 * it is wanted. What git cannot tell is said, not thrown.
 */
export function changesAhead(root: string, known?: Tip): (recall?: Recall) => Promise<History> {
  const git = gitIn(root);
  const asked = known === undefined ? tip(git) : Promise.resolve(known);
  asked.catch(() => undefined); // told to who waits for it
  return async (recall = (_, find) => find()) => {
    try {
      const at = await asked;
      if (at === undefined) return { commits: [], missing: 'no commit' };
      if (at.isShallow) return { commits: [], missing: 'shallow clone' };
      return { commits: await recall(at.commit, () => recent(git, at.commit)) };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { commits: [], missing: error.message.includes('no git repository') ? 'no git repository' : 'history not readable' };
    }
  };
}

/** Plumbing, which no setting of the user's changes; a moved file has changed in both places. */
async function recent(git: Git, commit: string): Promise<CommittedChange[]> {
  const ids = told(git, ['rev-list', `--max-count=${MAX_COMMITS}`, '--no-merges', commit]);
  const format = '--format=%x01%H%x00%an <%ae>%x00%s%x00';
  const printed = await git.askBeside(
    ['diff-tree', '--stdin', '-z', '-r', '--root', '--no-renames', '--name-only', '--relative', format],
    `${ids}\n`,
  );
  return records(printed?.toString('utf8') ?? '').flatMap(({ id, author, subject, files }) =>
    isRobot(author) || isUpkeep(subject) || files.length === 0 ? [] : [{ id, files }],
  );
}

interface Record extends CommittedChange {
  readonly author: string;
  readonly subject: string;
}

function records(printed: string): Record[] {
  return printed
    .split(/\u0001(?=[0-9a-f]{40,64}\0)/)
    .slice(1)
    .map((text) => {
      const [id = '', author = '', subject = '', ...files] = text.split('\0');
      return { id, author, subject, files: files.map((file) => file.replace(/^\n/, '')).filter((file) => file !== '') };
    });
}

function isRobot(author: string): boolean {
  return /\[bot\]|\b(?:dependabot|renovate|greenkeeper|snyk|semantic-release|github-actions|imgbot|allcontributors)\b|[-_.]bot\b|\bbot[-_@]/i.test(
    author,
  );
}

/** Said to leave the behaviour as it is (https://www.conventionalcommits.org), to raise versions, or to be a release: it goes through all. */
function isUpkeep(subject: string): boolean {
  return UPKEEP.some((pattern) => pattern.test(subject));
}

const UPKEEP = [
  /^(?:chore|style|ci|build|docs|test|tests|revert|deps|release)(?:\(.*?\))?!?:/i,
  /^(?:bump|release|publish|revert|lint|format|reformat)\b/i,
  /^v?\d+\.\d+\.\d+(?:[-+]\S+)?$/,
  /\b(?:bump|update|upgrade|raise|downgrade)[sd]?\b.*\b(?:versions?|dependenc\w+|deps|packages|lock ?files?)\b/i,
  /\b(?:eslint|prettier|linting|linter|lint errors|code style|formatting|copyright|license headers?)\b/i,
];
