import { isMap, isSeq, parseDocument, type Document, type YAMLMap } from 'yaml';

import { UserError } from '../shared/errors.js';

/** Wide enough that no line of the user's is broken anew. */
const AS_IT_IS = { lineWidth: 0 } as const;

/** lefthook.yml with our command in `pre-commit`. */
export function withLefthook(text: string, command: string): string {
  return edited(text, (document) => {
    document.setIn(['pre-commit', 'commands', 'msa'], document.createNode({ run: command }));
  });
}

export function withoutLefthook(text: string): string {
  return edited(text, (document) => {
    if (!document.hasIn(['pre-commit', 'commands', 'msa'])) return;
    document.deleteIn(['pre-commit', 'commands', 'msa']);
    for (const place of [['pre-commit', 'commands'], ['pre-commit']]) {
      const left = document.getIn(place);
      if (isMap(left) && left.items.length === 0) document.deleteIn(place);
    }
  });
}

const ID = 'msa-lint';

/** .pre-commit-config.yaml with a local hook of ours. */
export function withPreCommit(text: string, command: string): string {
  const hook = {
    id: ID,
    name: 'msa lint',
    entry: `sh -c ${JSON.stringify(command)}`,
    language: 'system',
    pass_filenames: false,
    always_run: true,
    require_serial: true,
  };
  return edited(text, (document) => {
    removeOurs(document);
    const ours = { repo: 'local', hooks: [hook] };
    if (isSeq(document.get('repos'))) document.addIn(['repos'], document.createNode(ours));
    else document.setIn(['repos'], document.createNode([ours]));
  });
}

export function withoutPreCommit(text: string): string {
  return edited(text, removeOurs);
}

/** Repositories that hold our hook alone: those of the user's stay. */
function removeOurs(document: Document): void {
  const repos = document.get('repos');
  if (!isSeq(repos)) return;
  repos.items = repos.items.filter((repo) => !(isMap(repo) && isOurs(repo)));
}

function isOurs(repo: YAMLMap): boolean {
  const hooks = repo.get('hooks');
  const [only, ...more] = isSeq(hooks) ? hooks.items : [];
  return repo.get('repo') === 'local' && isMap(only) && only.get('id') === ID && more.length === 0;
}

function edited(text: string, edit: (document: Document) => void): string {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) throw new UserError('E_HOOK', `the hooks' configuration is broken: ${error.message.split('\n')[0] ?? ''}`);
  const before = document.toString(AS_IT_IS);
  try {
    edit(document);
  } catch {
    throw new UserError('E_HOOK', `the hooks' configuration is not what it should be`, { hint: 'Add `msa lint --staged` to it yourself.' });
  }
  const after = document.toString(AS_IT_IS);
  if (after === before) return text;
  return text.includes('\r\n') ? after.replaceAll('\n', '\r\n') : after;
}
