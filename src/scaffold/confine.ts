import { UserError } from '../shared/errors.js';

/** Names of devices on Windows, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** What msa and git keep for themselves. */
const KEPT = /^(\.git|\.msa|msa\.lock\.json)(\/|$)/i;

/** Throws a UserError for a path that would leave the workspace, or that is no file on every system. */
export function checkPath(path: string): void {
  const wrong = wrongWith(path);
  if (wrong === undefined) return;
  throw new UserError('E_TEMPLATE', `the template makes a file that is not allowed, ${JSON.stringify(path)}: ${wrong}`, {
    hint: 'Check the paths of the template, and the answers that stand in them.',
  });
}

function wrongWith(path: string): string | undefined {
  if (path === '' || path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'it is no path below the workspace';
  if (KEPT.test(path)) return 'the place is kept for msa and git';
  for (const part of path.split('/')) {
    if (part === '' || part === '.' || part === '..') return 'it leaves its folder';
    if (!/^[\x20-\x7e]*$/.test(part) || /[<>:"\\|?*]/.test(part)) return 'it has characters that not every system allows';
    if (/[. ]$/.test(part)) return 'Windows drops a dot or space at the end';
    if (DEVICE.test(part)) return 'Windows keeps that name for a device';
    if (part === 'node_modules') return 'packages are npm’s';
  }
  return undefined;
}
