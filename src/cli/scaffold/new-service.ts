import path from 'node:path';
import { isatty } from 'node:tty';

import { checkCalls, completed } from '../../scaffold/answers.js';
import { closure } from '../../scaffold/layers/select.js';
import { freePort, withService } from '../../scaffold/operations.js';
import type { Draft, Surroundings } from '../../scaffold/questions.js';
import { checkServiceName } from '../../scaffold/render/names.js';
import type { Wanted } from '../../scaffold/wanted.js';
import { realDisk } from '../../shared/disk.js';
import { refusalOf, UserError } from '../../shared/errors.js';
import { exitWith, wantsColor } from '../output.js';
import { type Given, type GivenFlags, layerOf, readGiven } from './answers.js';
import { changeWorkspace, planFor, refuseOlder, summary } from './run.js';
import { openWorkspace, type Workspace } from './workspace.js';

export interface ScaffoldOptions {
  readonly root: string;
  readonly dryRun: boolean;
  readonly format: 'text' | 'json';
  readonly color: boolean;
  readonly version: string;
  /** As it was typed. */
  readonly command: string;
}

export interface NewServiceOptions extends ScaffoldOptions {
  readonly given: GivenFlags;
  /** Take the defaults of what was not answered. */
  readonly yes: boolean;
  readonly templates: readonly string[];
}

/** A service of the chosen patterns, in a workspace that is made where there is none. */
export async function newService(options: NewServiceOptions): Promise<void> {
  const workspace = await openWorkspace(options);
  refuseOlder(workspace);
  const given = await readGiven(options.given);
  const draft = isInteractive() && !isWhole(given, options) ? await asked(workspace, given) : wholeOf(given, options, workspace);
  if (draft === undefined) return;
  const { name, wanted } = wantedWith(workspace, draft);
  const isFirst = workspace.lock === undefined;
  const next = [
    'npm install',
    `npm test -w ${name}`,
    'npm run dev',
    ...(isFirst ? ['git add . && git commit', 'msa new service NAME'] : []),
  ];
  await changeWorkspace(workspace, wanted, { ...options, next: [...changeFolder(workspace.root), ...next] });
}

/** Throws where the service cannot be. */
function wantedWith(
  workspace: Workspace,
  { name = '', patterns: chosen = [], answers: given }: Draft,
): { readonly name: string; readonly wanted: Wanted } {
  checkServiceName(name);
  refuseExisting(workspace, name);
  const patterns = [...new Set(chosen.map((typed) => layerOf(typed, workspace.templates).name))].sort();
  const { calls, ...answers } = completed(given, closure(patterns, workspace.templates));
  const service = {
    path: `services/${name}`,
    port: freePort(workspace.wanted),
    patterns,
    answers: calls === undefined || calls === '' ? answers : { ...answers, calls },
  };
  const wanted = withService(workspace.wanted, name, service);
  checkCalls(wanted, name);
  return { name, wanted };
}

/** Questions go to stderr, for stdout is the report's. */
function isInteractive(): boolean {
  return isatty(0) && isatty(2);
}

function isWhole({ name, patterns }: Given, { yes }: NewServiceOptions): boolean {
  return name !== undefined && (yes || patterns !== undefined);
}

/** Undefined: somebody has stopped. */
async function asked(workspace: Workspace, { name, patterns, answers }: Given): Promise<Draft | undefined> {
  const { templates, wanted } = workspace;
  const known = new Set([
    ...(name === undefined ? [] : ['name']),
    ...(patterns === undefined ? [] : ['patterns']),
    ...Object.keys(answers),
  ]);
  const around: Surroundings = {
    templates,
    services: Object.keys(wanted.services).sort(),
    refuseName: (typed) =>
      refusalOf(() => {
        refuseExisting(workspace, typed);
      }),
    preview: (draft) => {
      const refused = refusalOf(() => wantedWith(workspace, draft));
      return refused ?? summary(planFor(workspace, wantedWith(workspace, draft).wanted));
    },
  };
  if (name !== undefined) checkServiceName(name);
  const start: Draft = {
    ...(name === undefined ? {} : { name }),
    ...(patterns === undefined ? {} : { patterns: patterns.map((typed) => layerOf(typed, templates).name) }),
    answers,
  };
  const { askForService } = await import('../../scaffold/ask.js'); // inquirer is worth its 60 ms only where somebody is asked
  const draft = await askForService(start, around, { output: process.stderr, color: wantsColor(undefined), known }).catch(
    (error: unknown) => {
      if (error instanceof Error && error.name === 'ExitPromptError') return undefined;
      throw error;
    },
  );
  if (draft?.confirmed === true) return draft;
  exitWith(draft === undefined ? 130 : 0, draft === undefined ? 'interrupted, nothing was written' : 'nothing was written');
  return undefined;
}

/** Off a terminal nobody can be asked: what is missing is told with its flag. */
function wholeOf({ name, patterns, answers }: Given, { yes }: NewServiceOptions, { templates }: Workspace): Draft {
  if (name === undefined) throw new UserError('E_ANSWERS', 'the service has no name', { hint: 'Name it: msa new service NAME.' });
  if (patterns !== undefined) return { name, patterns, answers };
  if (!yes) {
    const offered = [...templates.layers.values()].flatMap((layer) => (layer.internal ? [] : [layer.name]));
    throw new UserError('E_ANSWERS', 'the patterns of the service are not chosen', {
      hint: `Choose with --patterns ${offered.slice(0, 3).join(',')}, or take the usual ones with --yes.`,
    });
  }
  return { name, patterns: [...templates.layers.values()].flatMap((layer) => (layer.isDefault ? [layer.name] : [])), answers };
}

function refuseExisting({ root, wanted }: Workspace, name: string): void {
  if (Object.hasOwn(wanted.services, name)) {
    throw new UserError('E_EXISTS', `there is a service called ${name} already`, { hint: `Add to it: msa add PATTERN ${name}.` });
  }
  const folder = `services/${name}`;
  const there = realDisk.look(path.join(root, folder));
  if (there === undefined || (there.kind === 'folder' && realDisk.entries(path.join(root, folder)).length === 0)) return;
  throw new UserError('E_EXISTS', `${folder} is there already, and is not empty`, { hint: 'Choose another name, or move what is there.' });
}

/** Where the workspace is not the working folder. */
function changeFolder(root: string): string[] {
  const relative = path.relative(process.cwd(), root);
  return relative === '' ? [] : [`cd ${relative}`];
}
