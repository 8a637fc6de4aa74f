import { readdir } from 'node:fs/promises';

import { expect, it } from 'vitest';

import { changeWorkspace } from '../../../src/cli/scaffold/run.js';
import { openWorkspace } from '../../../src/cli/scaffold/workspace.js';
import { withService } from '../../../src/scaffold/operations.js';
import type { Files } from '../../../src/scaffold/write/files.js';
import { folder } from '../../support/msa.js';

const OPTIONS = { dryRun: false, format: 'text', color: false, command: 'msa new service orders', next: [] } as const;

function refuse(code: string, text: string): () => Promise<never> {
  return () => Promise.reject(Object.assign(new Error(`${code}: ${text}, open '/somewhere'`), { code }));
}

it.each<[string, Partial<Files>, string]>([
  ['a folder that is read-only', { makeFolder: refuse('EACCES', 'permission denied') }, 'EACCES: permission denied'],
  ['a disk that is full', { write: refuse('ENOSPC', 'no space left on device') }, 'ENOSPC: no space left on device'],
])('%s is told in one message, and nothing is left', async (_, broken, reason) => {
  const root = await folder({});
  const workspace = await openWorkspace({ root, version: '1.0.0', dryRun: false, templates: [] });
  const wanted = withService(workspace.wanted, 'orders', { path: 'services/orders', port: 4310, patterns: ['health'], answers: {} });
  const failing = { ...workspace, files: { ...workspace.files, ...broken } };
  await expect(changeWorkspace(failing, wanted, OPTIONS)).rejects.toMatchObject({
    name: 'UserError',
    code: 'E_OUTPUT',
    message: `${workspace.root} cannot be written: ${reason}`,
  });
  expect(await readdir(root)).toEqual([]);
});
