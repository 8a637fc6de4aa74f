import type { ComposeService } from './compose.js';
import type { Workload } from './kubernetes/read.js';

const JOB_NAME =
  /(^|[-_/])(migrations?|migrator|migrate|seed(er|s|ing)?|init|setup|load-?(gen(erator)?|test)|db-init|e2e|bootstrap)([-_/]|$)/i;
const JOB_COMMAND =
  /\b(migrat(e|ions?)(:[\w-]+)*|db:(migrate|seed|push|setup|reset|create)|seed(er|s)?(:[\w-]+)*|db-migrate|node-pg-migrate|prisma db (push|seed))\b/i;
/** Started by hand, beside the system. */
const JOB_PROFILES = /^(tools?|tests?|e2e|migrat\w*|seed\w*)$/i;

/** Does it run once and end: a migration, a seed, a load generator? */
export function isJobService({ name, command, ends, profiles }: ComposeService): boolean {
  return (
    ends || isJobName(name) || isJobCommand(command) || (profiles.length > 0 && profiles.every((profile) => JOB_PROFILES.test(profile)))
  );
}

export function isJobWorkload({ name, kind }: Workload): boolean {
  return kind === 'Job' || isJobName(name);
}

export function isJobName(name: string): boolean {
  return JOB_NAME.test(name);
}

/** The last of several commands is what stays: `migrate && node server.js` serves. */
export function isJobCommand(command: string): boolean {
  const last = command.split(/&&|\|\||[;&\n]|\s--\s/).findLast((part) => part.trim() !== '') ?? '';
  return JOB_COMMAND.test(last);
}
