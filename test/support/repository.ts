import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

import { folder } from './msa.js';

export interface Repository {
  readonly root: string;
  readonly git: (...args: readonly string[]) => string;
  /** Writes files; undefined removes one. */
  readonly write: (files: Readonly<Record<string, string | undefined>>) => void;
  /** Writes, stages all and commits. */
  readonly commit: (files: Readonly<Record<string, string | undefined>>) => string;
}

/** Who runs the tests, and how git is set up there, changes nothing. */
export const GIT_ENV = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};

export async function repository(files: Readonly<Record<string, string>>): Promise<Repository> {
  const made = repositoryAt(await folder({}));
  made.git('init', '--quiet', '--initial-branch=main');
  made.commit(files);
  return made;
}

export function repositoryAt(root: string): Repository {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, {
      cwd: root,
      env: { ...process.env, ...GIT_ENV },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  const write: Repository['write'] = (files) => {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(root, name);
      if (text === undefined) rmSync(file, { force: true });
      else {
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    }
  };
  const commit: Repository['commit'] = (files) => {
    write(files);
    git('add', '--all');
    git('commit', '--quiet', '--no-verify', '--allow-empty', '--message', 'change');
    return git('rev-parse', 'HEAD');
  };
  return { root, git, write, commit };
}
