import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

import { userCaches } from '../../analysis/memory/place.js';
import type { GitSource } from '../../scaffold/layers/git-source.js';
import { MOST_FILES, type TemplateFolder } from '../../scaffold/layers/read.js';
import { realDisk } from '../../shared/disk.js';
import { UserError } from '../../shared/errors.js';
import { didYouMean, listed } from '../../shared/text.js';
import { reasonOf } from '../output.js';
import { type GitRun, runGit } from './git-run.js';

/** Templates at one commit. */
export interface PinnedTemplates {
  readonly folder: TemplateFolder;
  /** 40 digits. */
  readonly commit: string;
}

const COMMIT = /^[0-9a-f]{40}$/;
const MOST_BYTES = 50_000_000;
/** A fetch that has not ended by then has been killed, in milliseconds. */
const STALE = 86_400_000;

/**
 * Reads templates from git. A commit that was fetched before is read from the user's cache, without a network; what a tag
 * or branch stands for is asked, unless `pin` tells. Nothing is checked out: files come out of git's objects as they were
 * committed, and nothing of the repository runs.
 */
export async function gitTemplates(source: GitSource, pin: string | undefined): Promise<PinnedTemplates> {
  const known = pin ?? (COMMIT.test(source.ref) ? source.ref : undefined);
  const cache = path.join(userCaches(process.env), 'msa', 'templates');
  const at = (commit: string): string =>
    path.join(cache, createHash('sha256').update(`${source.url}\n${commit}`).digest('hex').slice(0, 24));
  try {
    await mkdir(cache, { recursive: true });
    const commit = known ?? (await resolved(source, cache));
    const repository = at(commit);
    if (realDisk.look(repository) === undefined) await fetched(source, commit, { cache, repository });
    return { folder: await filesIn(repository, commit, source), commit };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError('E_TEMPLATE', `templates from git cannot be kept in ${cache}: ${reasonOf(error)}`, {
      hint: 'Check its permissions and the space of the disk, or name another place in XDG_CACHE_HOME.',
    });
  }
}

/** The commit that a tag or, where there is none, a branch of that name stands for. */
async function resolved({ text, url, ref }: GitSource, folder: string): Promise<string> {
  const { stdout, failure } = await runGit(folder, ['ls-remote', '--tags', '--heads', '--', url]);
  if (failure !== undefined) throw unreachable(url, failure);
  const refs = new Map(
    stdout
      .toString('utf8')
      .split('\n')
      .map((line) => line.split('\t').reverse() as [string, string]),
  );
  const found = [`refs/tags/${ref}^{}`, `refs/tags/${ref}`, `refs/heads/${ref}`].map((name) => refs.get(name)).find((commit) => commit);
  if (found !== undefined && COMMIT.test(found)) return found;
  const names = [...refs.keys()].flatMap((name) => /^refs\/(?:tags|heads)\/(.*[^}])$/.exec(name)?.[1] ?? []);
  const known = names.length === 0 ? 'The repository is empty.' : `It has ${listed(names.slice(-10))}.`;
  throw new UserError('E_TEMPLATE', `${url} has no tag or branch called ${JSON.stringify(ref)}, as ${text} says`, {
    hint: /^[0-9a-f]{7,39}$/.test(ref) ? 'Write a commit with all its 40 digits.' : (didYouMean(ref, names) ?? known),
  });
}

/** Into a folder beside its place, then renamed: what is killed leaves nothing that is taken for a repository. */
async function fetched(
  { url, text }: GitSource,
  commit: string,
  { cache, repository }: { readonly cache: string; readonly repository: string },
): Promise<void> {
  await withoutStale(cache);
  const beside = await mkdtemp(path.join(cache, 'fetching-'));
  try {
    await runGit(beside, ['init', '--quiet', '--bare', '--template=']);
    const one = await inRepository(beside, ['fetch', '--quiet', '--depth=1', '--no-tags', '--', url, commit]);
    // An old server gives no single commit.
    if (one.failure !== undefined)
      await asked(beside, ['fetch', '--quiet', '--', url, '+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'], url);
    const { failure } = await inRepository(beside, ['cat-file', '-e', `${commit}^{commit}`]);
    if (failure !== undefined) {
      throw new UserError('E_TEMPLATE', `${url} has no commit ${commit}, as ${text} or msa.lock.json says`, {
        hint: 'Name a tag or commit that is there, with --template.',
      });
    }
    await rename(beside, repository).catch((error: unknown) => {
      if (realDisk.look(repository) === undefined) throw error; // else another run was faster
    });
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

async function withoutStale(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith('fetching-')) continue;
    const place = path.join(cache, name);
    const found = await stat(place).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > STALE) await rm(place, { recursive: true, force: true });
  }
}

async function filesIn(repository: string, commit: string, { text, url, folder }: GitSource): Promise<TemplateFolder> {
  const listing = await inRepository(repository, ['ls-tree', '-r', '-l', '-z', '--full-tree', `${commit}:${folder}`]);
  if (listing.failure !== undefined) {
    if (folder === '') throw unreadable(repository, listing.failure);
    throw new UserError('E_TEMPLATE', `${url} has no folder ${folder} at ${commit.slice(0, 12)}`, { hint: `Check ${text}.` });
  }
  const entries = listing.stdout.toString('utf8').split('\0').filter(Boolean).map(entryOf);
  const plain = entries.filter(({ kind }) => kind === undefined);
  const bytes = plain.reduce((sum, { size }) => sum + size, 0);
  if (plain.length > MOST_FILES || bytes > MOST_BYTES) {
    throw new UserError('E_TEMPLATE', `${text} has more than ${MOST_FILES} files or ${MOST_BYTES / 1_000_000} MB`, {
      hint: 'Name the folder with the layers: #TAG:FOLDER.',
    });
  }
  const contents = await asked(repository, ['cat-file', '--batch'], url, `${plain.map(({ id }) => id).join('\n')}\n`);
  const others = new Map(entries.flatMap(({ file, kind }) => (kind === undefined ? [] : [[file, kind]])));
  return { name: text, files: new Map(split(contents, plain)), others };
}

interface Entry {
  readonly file: string;
  readonly id: string;
  /** In bytes. */
  readonly size: number;
  /** What it is instead of a file. */
  readonly kind?: string;
}

const KINDS: Readonly<Record<string, string>> = { '120000': 'a link', '160000': 'a submodule' };

/** `100644 blob ID    SIZE\tPATH` */
function entryOf(line: string): Entry {
  const tab = line.indexOf('\t');
  const [mode = '', , id = '', size = '0'] = line.slice(0, tab).split(/ +/);
  const file = line.slice(tab + 1);
  const kind = KINDS[mode];
  return { file, id, size: Number(size) || 0, ...(kind === undefined ? {} : { kind }) };
}

/** `ID blob SIZE\n…bytes…\n`, in the order that was asked for. */
function split(contents: Buffer, entries: readonly Entry[]): [string, Uint8Array][] {
  let at = 0;
  return entries.map(({ file, size }) => {
    const start = contents.indexOf('\n', at) + 1;
    at = start + size + 1;
    return [file, contents.subarray(start, start + size)];
  });
}

/** A folder around that is a repository, too, must not be taken for it. */
async function inRepository(folder: string, args: readonly string[], input?: string): Promise<GitRun> {
  return runGit(folder, ['--git-dir=.', ...args], input);
}

async function asked(folder: string, args: readonly string[], url: string, input = ''): Promise<Buffer> {
  const { stdout, failure } = await inRepository(folder, args, input);
  if (failure === undefined) return stdout;
  throw args.includes('fetch') ? unreachable(url, failure) : unreadable(folder, failure);
}

function unreachable(url: string, failure: string): UserError {
  return new UserError('E_TEMPLATE', `git cannot read ${url}: ${failure}`, {
    hint: 'Check the address and the network; a private repository needs a key of ssh-agent, or a credential helper of git.',
  });
}

function unreadable(repository: string, failure: string): UserError {
  return new UserError('E_TEMPLATE', `git cannot read what was kept in ${repository}: ${failure}`, {
    hint: 'Remove that folder and try again.',
  });
}
