import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** One commit of a public repository, without its history. */
export function checkOut(root, repo, commit) {
  mkdirSync(root, { recursive: true });
  const git = (...args) => execFileSync('git', ['-C', root, ...args], { stdio: 'ignore' });
  git('init');
  git('fetch', '--depth', '1', `https://github.com/${repo}.git`, commit);
  git('checkout', 'FETCH_HEAD');
}
