import path from 'node:path';

import { checkCalls, completed } from '../../scaffold/answers.js';
import { closure } from '../../scaffold/layers/select.js';
import { freePort, withService } from '../../scaffold/operations.js';
import { checkServiceName } from '../../scaffold/render/names.js';
import { realDisk } from '../../shared/disk.js';
import { UserError } from '../../shared/errors.js';
import { type Given, type GivenFlags, layerOf, readGiven } from './answers.js';
import { changeWorkspace, refuseOlder } from './run.js';
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
  const { name, patterns: chosen } = wholeOf(given, options, workspace);
  checkServiceName(name);
  refuseExisting(workspace, name);
  const patterns = [...new Set(chosen.map((typed) => layerOf(typed, workspace.templates).name))].sort();
  const answers = completed(given.answers, closure(patterns, workspace.templates));
  const service = { path: `services/${name}`, port: freePort(workspace.wanted), patterns, answers };
  const wanted = withService(workspace.wanted, name, service);
  checkCalls(wanted, name);
  const isFirst = workspace.lock === undefined;
  const next = [
    'npm install',
    `npm test -w ${name}`,
    'npm run dev',
    ...(isFirst ? ['git add . && git commit', 'msa new service NAME'] : []),
  ];
  await changeWorkspace(workspace, wanted, { ...options, next: [...changeFolder(workspace.root), ...next] });
}

interface Whole {
  readonly name: string;
  readonly patterns: readonly string[];
}

/** Off a terminal nobody can be asked: what is missing is told with its flag. */
function wholeOf({ name, patterns }: Given, { yes }: NewServiceOptions, { templates }: Workspace): Whole {
  if (name === undefined) throw new UserError('E_ANSWERS', 'the service has no name', { hint: 'Name it: msa new service NAME.' });
  if (patterns !== undefined) return { name, patterns };
  if (!yes) {
    const offered = [...templates.layers.values()].flatMap((layer) => (layer.internal ? [] : [layer.name]));
    throw new UserError('E_ANSWERS', 'the patterns of the service are not chosen', {
      hint: `Choose with --patterns ${offered.slice(0, 3).join(',')}, or take the usual ones with --yes.`,
    });
  }
  return { name, patterns: [...templates.layers.values()].flatMap((layer) => (layer.isDefault ? [layer.name] : [])) };
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
