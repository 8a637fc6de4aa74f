import { UserError } from '../shared/errors.js';

const BEGIN = '# >>> msa >>>';
const END = '# <<< msa <<<';
/** The block with its line ends, wherever it stands. */
const BLOCK = new RegExp(`^${BEGIN}\\r?\\n[^]*?^${END}(?:\\r?\\n|$)`, 'gm');
const SHELLS = /^#!.*\b(?:ba|da|k|z|a)?sh\b/;
const SHEBANG = '#!/bin/sh';

/** The command of the hook; git runs it at the top of the working tree. `root`: the system's folder from there, '' for the top itself. */
export function hookCommand(root: string): string {
  const own = quoted(`${root === '' ? '' : `${root}/`}node_modules/.bin/msa`);
  const flags = `lint --staged --quiet${root === '' ? '' : ` --root ${quoted(root)}`}`;
  return `if [ -x ${own} ]; then ${own} ${flags}; else npx --no-install msa ${flags}; fi || exit $?`;
}

/** The script with our block: at its end, or at its beginning where the end may never be reached. */
export function withBlock(script: string | undefined, command: string): string {
  const before = withoutBlock(script ?? '') ?? '';
  if (before.trim() === '') return [before === '' ? SHEBANG : before.trimEnd(), BEGIN, command, END, ''].join('\n');
  if (before.startsWith('#!') && !SHELLS.test(before))
    throw new UserError('E_HOOK', 'the pre-commit hook is no shell script', { hint: `Let it run: ${command}` });
  const end = before.includes('\r\n') ? '\r\n' : '\n';
  const block = [BEGIN, command, END, ''].join(end);
  if (!/^\s*(?:exec|exit)\b/m.test(before)) return `${before}${before.endsWith('\n') ? '' : end}${block}`;
  const first = before.startsWith('#!') ? before.indexOf('\n') + 1 : 0;
  return `${before.slice(0, first)}${block}${before.slice(first)}`;
}

/** The script without our block; undefined where nothing but our own first line is left. */
export function withoutBlock(script: string): string | undefined {
  const rest = script.replaceAll(BLOCK, '');
  return rest !== script && (rest.trim() === '' || rest.trim() === SHEBANG) ? undefined : rest;
}

export function hasBlock(script: string): boolean {
  return withoutBlock(script) !== script;
}

function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
