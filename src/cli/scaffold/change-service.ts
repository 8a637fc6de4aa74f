import { checkCalls, completed } from '../../scaffold/answers.js';
import { closure } from '../../scaffold/layers/select.js';
import { serviceOf, withoutPattern, withoutService, withPattern, withService } from '../../scaffold/operations.js';
import { undo } from '../../scaffold/write/commit.js';
import { filesAt } from '../../scaffold/write/files.js';
import { UserError } from '../../shared/errors.js';
import { exitWith, reasonOf, writeOutput } from '../output.js';
import { rootFolder } from '../paths.js';
import { type GivenFlags, layerOf, readGiven } from './answers.js';
import type { ScaffoldOptions } from './new-service.js';
import { changeWorkspace, refuseOlder } from './run.js';
import { afterCrash, openWorkspace } from './workspace.js';

export interface PatternOptions extends ScaffoldOptions {
  readonly pattern: string;
  readonly service: string;
}

/** Another pattern for a service that is there; answers can be changed in the same go. */
export async function addPattern(
  options: PatternOptions & { readonly given: GivenFlags; readonly templates: readonly string[] },
): Promise<void> {
  const workspace = await openWorkspace(options);
  refuseOlder(workspace);
  const { templates, wanted } = workspace;
  const { name } = layerOf(options.pattern, templates);
  const before = serviceOf(wanted, options.service);
  const { answers: given } = await readGiven(options.given);
  const layers = closure([...before.patterns, name], templates);
  const answers = completed({ ...before.answers, ...given }, layers);
  const after = withPattern(wanted, options.service, name, answers);
  checkCalls(after, options.service);
  await changeWorkspace(workspace, after, { ...options, next: ['npm install', `npm test -w ${options.service}`] });
}

/** `service` in the place of the pattern: the whole service. */
export async function removePattern(options: PatternOptions): Promise<void> {
  const workspace = await openWorkspace({ ...options, templates: [] });
  refuseOlder(workspace);
  const { templates, wanted } = workspace;
  const service = serviceOf(wanted, options.service);
  if (options.pattern === 'service') {
    await changeWorkspace(workspace, withoutService(wanted, options.service), { ...options, next: ['npm install'] });
    return;
  }
  const { name } = layerOf(options.pattern, templates);
  if (!closure(service.patterns, templates).some((layer) => layer.name === name)) {
    throw new UserError('E_PATTERN', `${options.service} does not have ${name}`, { hint: `It has ${service.patterns.join(', ')}.` });
  }
  await changeWorkspace(workspace, withoutPattern(wanted, options.service, name, templates), {
    ...options,
    next: ['npm install', `npm test -w ${options.service}`],
  });
}

/** Newer templates, merged with what was changed since. */
export async function updateWorkspace(
  options: ScaffoldOptions & { readonly service?: string; readonly templates: readonly string[] },
): Promise<void> {
  const workspace = await openWorkspace({ ...options, renew: true });
  if (workspace.lock === undefined)
    throw new UserError('E_LOCK', 'msa has made nothing here', { hint: 'Make a service: msa new service NAME.' });
  const service = options.service === undefined ? undefined : serviceOf(workspace.wanted, options.service);
  const wanted = Object.entries(workspace.wanted.services).reduce(
    (all, [name, one]) => withService(all, name, { ...one, answers: completed(one.answers, closure(one.patterns, workspace.templates)) }),
    workspace.wanted,
  );
  await changeWorkspace(workspace, wanted, {
    ...options,
    next: ['npm install', 'npm test'],
    ...(service === undefined ? {} : { only: (path: string) => path.startsWith(`${service.path}/`) }),
  });
}

/** Takes back the last new, add, remove or update. */
export async function undoLast({ root: given }: { readonly root: string }): Promise<void> {
  const root = await rootFolder(given);
  const files = filesAt(root);
  await afterCrash(files, false);
  const journal = await undo(files).catch((error: unknown) => {
    if (error instanceof UserError) throw error;
    throw new UserError('E_OUTPUT', `${root} cannot be written: ${reasonOf(error)}`, { hint: 'Check the permissions of the folder.' });
  });
  if (journal === undefined)
    throw new UserError('E_JOURNAL', 'there is nothing to undo here', { hint: 'msa can take back its own last commands only.' });
  writeOutput(`undone: ${journal.command}`);
  const count = journal.entries.filter(({ path }) => !path.startsWith('.msa/')).length;
  exitWith(0, `${count} ${count === 1 ? 'file is' : 'files are'} as before`);
}
