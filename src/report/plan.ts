import { Chalk, type ChalkInstance } from 'chalk';
import { createTwoFilesPatch } from 'diff';

import { safe } from './layout.js';
import { jsonText } from './json-text.js';

/** What a command does to one file. */
export interface PlannedStep {
  readonly path: string;
  readonly action: 'create' | 'modify' | 'merge' | 'conflict' | 'delete' | 'skip' | 'identical';
  readonly class: string;
  readonly layer: string;
  readonly note?: string;
  readonly before?: Uint8Array;
  readonly after?: Uint8Array;
}

export interface PlanReport {
  readonly plan: { readonly steps: readonly PlannedStep[] };
  readonly dryRun: boolean;
  readonly color: boolean;
  readonly command: string;
  /** Commands to run next. */
  readonly next: readonly string[];
}

/** For people: new folders as one line each, every other file that changed or that needs them, what to do next. */
export function planText({ plan, color, next }: PlanReport): string {
  const paint = new Chalk({ level: color ? 1 : 0 });
  const told = plan.steps.filter(({ action, note }) => action !== 'identical' && (action !== 'skip' || note !== undefined));
  const lines = grouped(told).map(
    ({ action, text, note }) => `${colored(action, paint)}${text}${note === undefined ? '' : paint.dim(`  ${safe(note)}`)}`,
  );
  const steps = next.length === 0 ? [] : ['', 'next:', ...next.map((command) => `  ${command}`)];
  return [...lines, ...steps].join('\n');
}

interface Line {
  readonly action: PlannedStep['action'];
  readonly text: string;
  readonly note?: string;
}

/** Files that are made in one folder of a service, as the folder. */
function grouped(steps: readonly PlannedStep[]): Line[] {
  const lines: Line[] = [];
  const folders = new Map<string, number>();
  for (const { path, action, note } of steps) {
    const folder = /^([^/]+\/[^/]+)\/.+/.exec(path)?.[1];
    if ((action !== 'create' && action !== 'delete') || folder === undefined || note !== undefined) {
      lines.push({ action, text: safe(path), ...(note === undefined ? {} : { note }) });
      continue;
    }
    const key = `${action} ${folder}`;
    if (!folders.has(key)) lines.push({ action, text: key });
    folders.set(key, (folders.get(key) ?? 0) + 1);
  }
  return lines.map((line) => {
    const count = folders.get(line.text);
    if (count === undefined) return line;
    const folder = safe(line.text.slice(line.action.length + 1));
    return { ...line, text: `${folder}/ (${count} ${count === 1 ? 'file' : 'files'})` };
  });
}

function colored(action: PlannedStep['action'], paint: ChalkInstance): string {
  const word = action.padEnd(10);
  switch (action) {
    case 'create':
      return paint.green(word);
    case 'conflict':
    case 'delete':
      return paint.red(word);
    case 'modify':
    case 'merge':
      return paint.yellow(word);
    default:
      return paint.dim(word);
  }
}

/** What would be written, as `diff -u` prints it. */
export function planDiff({ plan, color }: PlanReport): string {
  const paint = new Chalk({ level: color ? 1 : 0 });
  return plan.steps
    .flatMap((step) => {
      const note = step.note === undefined ? [] : [`# ${step.action} ${safe(step.path)}: ${safe(step.note)}`];
      return [...note, ...(isChange(step) ? [painted(patchOf(step), paint)] : [])];
    })
    .join('\n');
}

function isChange({ before, after }: PlannedStep): boolean {
  return (
    (before === undefined) !== (after === undefined) || (before !== undefined && after !== undefined && !Buffer.from(before).equals(after))
  );
}

function patchOf({ path, before, after }: PlannedStep): string {
  const [from, to] = [before === undefined ? '/dev/null' : `a/${path}`, after === undefined ? '/dev/null' : `b/${path}`];
  if (isBinary(before) || isBinary(after)) return `Binary files ${from} and ${to} differ`;
  return createTwoFilesPatch(from, to, textOf(before), textOf(after)).replace(/^=+\n/, '').trimEnd();
}

function isBinary(bytes: Uint8Array | undefined): boolean {
  return bytes?.includes(0) === true;
}

function textOf(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : Buffer.from(bytes).toString('utf8');
}

function painted(patch: string, paint: ChalkInstance): string {
  return patch
    .split('\n')
    .map((line) => safe(line))
    .map((line) =>
      /^(---|\+\+\+)/.test(line)
        ? paint.bold(line)
        : line.startsWith('+')
          ? paint.green(line)
          : line.startsWith('-')
            ? paint.red(line)
            : line,
    )
    .join('\n');
}

/** For programs: `schemaVersion: 1`. */
export function planJson({ plan, dryRun, command, next }: PlanReport): string {
  const steps = plan.steps.map(({ path, action, class: kind, layer, note }) => ({
    path,
    action,
    class: kind,
    ...(layer === '' ? {} : { layer }),
    ...(note === undefined ? {} : { note }),
  }));
  return jsonText({
    schemaVersion: 1,
    command,
    dryRun,
    conflicts: steps.filter(({ action }) => action === 'conflict').length,
    steps,
    next,
  });
}
