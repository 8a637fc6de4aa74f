import { BASE } from '../../scaffold/layers/layer.js';
import { isWriting, type Plan } from '../../scaffold/plan.js';
import { render } from '../../scaffold/render/render.js';
import { planOf } from '../../scaffold/state.js';
import type { Wanted } from '../../scaffold/wanted.js';
import { commit, Interrupted } from '../../scaffold/write/commit.js';
import { planDiff, planJson, planText } from '../../report/plan.js';
import { UserError } from '../../shared/errors.js';
import { plural } from '../../shared/text.js';
import { exitWith, reasonOf, writeOutput } from '../output.js';
import type { Workspace } from './workspace.js';

export interface ChangeOptions {
  readonly dryRun: boolean;
  readonly format: 'text' | 'json';
  readonly color: boolean;
  /** As it was typed. */
  readonly command: string;
  /** What to run next. */
  readonly next: readonly string[];
  /** Only these files; the others stay as they are. */
  readonly only?: (path: string) => boolean;
}

/** From what is there to what is wanted: plan, show, write. */
export async function changeWorkspace(workspace: Workspace, wanted: Wanted, options: ChangeOptions): Promise<void> {
  const plan = planFor(workspace, wanted, options.only);
  const steps = plan.steps.filter(isWriting);
  const shown = {
    plan,
    dryRun: options.dryRun,
    color: options.color,
    command: options.command,
    next: steps.length === 0 ? [] : options.next,
  };
  if (options.dryRun) {
    writeOutput(options.format === 'json' ? planJson(shown) : planDiff(shown));
    exitWith(conflictsIn(plan) > 0 ? 3 : 0, `dry run, nothing was written: ${summary(plan)}`);
    return;
  }
  if ([...steps, ...plan.bookkeeping].length > 0 && !(await written(workspace, plan, options.command))) return;
  writeOutput(options.format === 'json' ? planJson(shown) : planText(shown));
  const conflicts = conflictsIn(plan);
  if (conflicts > 0) exitWith(3, `${plural(conflicts, 'conflict')} left for you: ${summary(plan)}`);
  else exitWith(0, steps.length === 0 ? 'nothing to do' : summary(plan));
}

export function planFor(
  { wanted: _now, lock, read, templates, sources, pins, version }: Workspace,
  wanted: Wanted,
  only?: (path: string) => boolean,
): Plan {
  if (!templates.layers.has(BASE)) throw new UserError('E_TEMPLATE', 'there is no layer called base', { hint: 'Install msa again.' });
  const isEmpty = Object.keys(wanted.services).length === 0;
  const tree = render(wanted, templates);
  return planOf({
    before: lock,
    after: isEmpty
      ? undefined
      : {
          version: 1,
          msa: only === undefined ? version : (lock?.msa ?? version),
          templates: sources,
          pins,
          name: wanted.name,
          services: wanted.services,
        },
    tree,
    read,
    ...(only === undefined ? {} : { only }),
  });
}

/** False: it was interrupted, and taken back. */
async function written({ files, root }: Workspace, plan: Plan, command: string): Promise<boolean> {
  const stop = new AbortController();
  const abort = (): void => {
    stop.abort();
  };
  for (const signal of SIGNALS) process.on(signal, abort);
  try {
    await commit(files, plan, { command, signal: stop.signal, onStep: progress });
    return true;
  } catch (error) {
    if (error instanceof Interrupted) {
      exitWith(130, 'interrupted, everything is as it was before');
      return false;
    }
    if (error instanceof UserError) throw error;
    throw new UserError('E_OUTPUT', `${root} cannot be written: ${reasonOf(error)}`, {
      hint: 'Nothing was changed. Check the permissions and the space of the disk.',
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, abort);
    progress(0, 0);
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** On a terminal: one line that is gone in the end. */
function progress(done: number, total: number): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(total === 0 ? '\r\u001B[K' : `\r\u001B[Kwriting ${done + 1} of ${total}`);
}

function conflictsIn({ steps }: Plan): number {
  return steps.filter(({ action }) => action === 'conflict').length;
}

const WORDS = { create: 'created', modify: 'changed', merge: 'merged with yours', delete: 'deleted', conflict: 'with conflicts' } as const;

/** `42 files created, 3 merged with yours`. */
export function summary({ steps }: Plan): string {
  const counts = Object.entries(WORDS).flatMap(([action, word]) => {
    const count = steps.filter((step) => step.action === action).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  const [first, ...rest] = counts;
  return first === undefined ? 'no file changes' : [first.replace(' ', first.startsWith('1 ') ? ' file ' : ' files '), ...rest].join(', ');
}

/** Tells that templates have become newer since the workspace was made. */
export function refuseOlder({ lock, version, moved }: Workspace): void {
  if (moved[0] !== undefined) {
    throw new UserError('E_UPDATE', `this workspace was made with another state of the templates ${moved[0]}`, {
      hint: `Run \`msa update --template ${moved[0]}\` first, so that one command makes one change.`,
    });
  }
  if (lock === undefined || lock.msa === version) return;
  throw new UserError('E_UPDATE', `this workspace was made with the templates of msa ${lock.msa}, this is ${version}`, {
    hint: 'Run `msa update` first, so that one command makes one change.',
  });
}
