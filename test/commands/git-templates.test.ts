import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, readdir, rename, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import type { Lock } from '../../src/scaffold/lock.js';
import { folder, msa, type Outcome } from '../support/msa.js';
import { GIT_ENV, type Repository, repository } from '../support/repository.js';
import { TEMPLATES } from '../support/scaffold.js';

const MAIN = 'base/files/src/main.ts';
const FILES: Readonly<Record<string, string>> = { 'README.md': 'Ours.\n', ...TEMPLATES };

interface Place {
  /** Of the workspace. */
  readonly root: string;
  readonly cache: string;
  readonly templates: Repository;
  /** Of the repository of templates. */
  readonly url: string;
  readonly run: (...args: readonly string[]) => Promise<Outcome>;
  readonly lock: () => Lock;
  readonly text: (file: string) => string;
}

/** A workspace, and templates in a repository of their own, tagged v1. */
async function place(files = FILES, env: Readonly<Record<string, string>> = {}): Promise<Place> {
  const [root, cache, templates] = [await folder({ 'package.json': '{ "name": "shop" }\n' }), await folder({}), await repository(files)];
  templates.git('tag', '--annotate', '--message', 'one', 'v1');
  const text = (file: string): string => readFileSync(path.join(root, file), 'utf8');
  return {
    root,
    cache,
    templates,
    url: `file://${templates.root}`,
    run: (...args) => msa(args, { cwd: root, env: { ...GIT_ENV, XDG_CACHE_HOME: cache, ...env } }),
    lock: () => JSON.parse(text('msa.lock.json')) as Lock,
    text,
  };
}

function newService(source: string): string[] {
  return ['new', 'service', 'orders', '--patterns', 'rest', '--template', source];
}

const listens = (text: string): string => (TEMPLATES[MAIN] ?? '').replace('4310)', text);
const OK = { code: 0 };

describe('templates of a tag', () => {
  it('are kept at their commit: later commands need no repository', async () => {
    const { templates, url, run, lock, text } = await place();
    const commit = templates.git('rev-parse', 'HEAD');

    expect(await run(...newService(`git+${url}#v1`))).toMatchObject(OK);
    expect(lock()).toMatchObject({ templates: [`git+${url}#v1`], pins: { [`git+${url}#v1`]: commit } });
    expect(text('services/orders/src/main.ts')).toBe(listens('4310)'));

    templates.commit({ [MAIN]: listens('4310, moved)') });
    templates.git('tag', '--force', 'v1');
    await rename(templates.root, `${templates.root}-gone`);
    expect(await run('add', 'events', 'orders', '--template', `git+${url}#v1`)).toMatchObject(OK);
    expect(await run('update')).toMatchObject(OK);
    expect(text('services/orders/src/main.ts')).toBe(listens('4310)'));
    expect(await run('undo')).toMatchObject(OK);
    await rename(`${templates.root}-gone`, templates.root);
  });

  it('give way to those of another tag by an update, merged with what you have changed', async () => {
    const { root, templates, url, run, lock, text } = await place();
    await run(...newService(`${url}#v1`));
    const mine = 'services/orders/src/main.ts';
    await writeFile(path.join(root, mine), `// mine\n${text(mine)}`);
    const commit = templates.commit({ [MAIN]: listens('4310, now)') });
    templates.git('tag', 'v2');

    const early = await run('add', 'events', 'orders', '--template', `${url}#v2`);
    expect(early).toMatchObject({ code: 2, stderr: expect.stringContaining(`Run \`msa update --template ${url}#v2\` first`) as string });

    expect(await run('update', '--template', `${url}#v2`)).toMatchObject(OK);
    expect(lock()).toMatchObject({ templates: [`${url}#v2`], pins: { [`${url}#v2`]: commit } });
    expect(text(mine)).toBe(`// mine\n${listens('4310, now)')}`);
  });

  it('may lie in a folder of the repository', async () => {
    const below = Object.fromEntries(Object.entries(TEMPLATES).map(([file, content]) => [`kit/layers/${file}`, content]));
    const { url, run, lock } = await place(below);
    expect(await run(...newService(`${url}#v1:kit/layers`))).toMatchObject(OK);
    expect(Object.keys(lock().pins ?? {})).toEqual([`${url}#v1:kit/layers`]);
  });
});

it('templates of a branch stay at the commit that they were read at, until an update names the branch', async () => {
  const { templates, url, run, lock, text } = await place();
  const source = `${url}#main`;
  await run(...newService(source));
  const first = lock().pins?.[source];
  const second = templates.commit({ [MAIN]: listens('4310, now)') });

  expect(await run('add', 'queue', 'orders')).toMatchObject(OK);
  expect(await run('update')).toMatchObject(OK);
  expect(lock().pins).toEqual({ [source]: first });
  expect(text('services/orders/src/main.ts')).toBe(listens('4310)'));

  expect(await run('update', '--template', source)).toMatchObject(OK);
  expect(lock().pins).toEqual({ [source]: second });
  expect(text('services/orders/src/main.ts')).toBe(listens('4310, now)'));
});

it('templates of a commit are asked for once, also by its whole history where the server gives no single commit', async () => {
  const { templates, url, run, lock } = await place();
  const commit = templates.git('rev-parse', 'HEAD');
  templates.commit({ [MAIN]: listens('4310, now)') });
  const old = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'protocol.version', GIT_CONFIG_VALUE_0: '0' };
  expect(await run(...newService(`${url}#${commit}`))).toMatchObject(OK);
  expect(lock().pins).toEqual({ [`${url}#${commit}`]: commit });

  const other = await place(FILES, old);
  const earlier = other.templates.git('rev-parse', 'HEAD');
  other.templates.commit({ [MAIN]: listens('4310, now)') });
  expect(await other.run(...newService(`${other.url}#${earlier}`))).toMatchObject(OK);
});

it('nothing of git runs: neither hooks nor filters nor submodules', async () => {
  const trace = path.join(await folder({}), 'ran');
  const hooks = await folder({});
  for (const hook of ['post-checkout', 'reference-transaction', 'post-merge', 'fsmonitor-watchman']) {
    await writeFile(path.join(hooks, hook), `#!/bin/sh\ntouch ${trace}\n`);
    await chmod(path.join(hooks, hook), 0o755);
  }
  const settings = {
    'core.hooksPath': hooks,
    'core.fsmonitor': path.join(hooks, 'fsmonitor-watchman'),
    'filter.evil.smudge': `touch ${trace}; cat`,
  };
  const env = Object.fromEntries(
    Object.entries(settings).flatMap(([key, value], at) => [
      [`GIT_CONFIG_KEY_${at}`, key],
      [`GIT_CONFIG_VALUE_${at}`, value],
    ]),
  );
  const gitmodules = `[submodule "x"]\n\tpath = x\n\turl = ext::touch ${trace}\n`;
  const given = { ...FILES, '.gitattributes': '* filter=evil\n', '.gitmodules': gitmodules };
  const { run, url } = await place(given, { ...env, GIT_CONFIG_COUNT: '3' });
  expect(await run(...newService(`${url}#v1`))).toMatchObject(OK);
  expect(existsSync(trace)).toBe(false);
});

describe('what cannot be read is told in one message, and nothing is written', () => {
  it.each([
    ['no pin', (url: string) => url, 'Say which state of it:'],
    ['a tag that is not there', (url: string) => `${url}#v11`, 'Did you mean v1?'],
    ['a short commit', (url: string) => `${url}#abcdef1`, 'all its 40 digits'],
    ['a commit that is not there', (url: string) => `${url}#${'1'.repeat(40)}`, `has no commit ${'1'.repeat(40)}`],
    ['a folder that is not there', (url: string) => `${url}#v1:layers`, 'has no folder layers at'],
    ['a repository that is not there', (url: string) => `${url}-gone#v1`, 'git cannot read file:///'],
    ['a folder without layers', (url: string) => `${url}#v1:rest`, 'has no layers'],
    ['an address that would run something', () => 'ext::touch ran#v1', 'there are no templates called ext::touch ran#v1'],
  ])('%s', async (_, source, message) => {
    const { root, cache, url, run } = await place();
    const { code, stdout, stderr } = await run(...newService(source(url)));
    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 3 });
    expect(stderr).toContain(message);
    expect(await readdir(root)).toEqual(['package.json']);
    const kept = path.join(cache, 'msa/templates');
    expect(existsSync(kept) ? readdirSync(kept).filter((name) => name.startsWith('fetching-')) : []).toEqual([]);
  });

  it('a network that is not there', async () => {
    const { root, run } = await place(FILES, { https_proxy: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9' });
    const { code, stderr } = await run(...newService('github:acme/templates#v1'));
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('git cannot read https://github.com/acme/templates.git:') as string,
    });
    expect(await readdir(root)).toEqual(['package.json']);
  });

  it('links, which could lead anywhere', async () => {
    const { root, templates, url, run } = await place();
    await symlink('/etc/passwd', path.join(templates.root, 'rest/files/passwd'));
    templates.commit({});
    const { code, stderr } = await run(...newService(`${url}#main`));
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('/rest/files/passwd is a link') as string });
    expect((await run(...newService(templates.root))).stderr).toContain('/rest/files/passwd is a link');
    expect(await readdir(root)).toEqual(['package.json']);
  });

  it('a cache that cannot be written', async () => {
    const { root, run, url } = await place(FILES, { XDG_CACHE_HOME: path.resolve('package.json') });
    const { code, stderr } = await run(...newService(`${url}#v1`));
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('templates from git cannot be kept in') as string });
    expect(await readdir(root)).toEqual(['package.json']);
  });

  it('a lock whose pin is no commit', async () => {
    const { root, run, url, text } = await place();
    await run(...newService(`${url}#v1`));
    await writeFile(path.join(root, 'msa.lock.json'), text('msa.lock.json').replace(/"[0-9a-f]{40}"/, '"--upload-pack=id"'));
    expect(await run('update')).toMatchObject({ code: 2, stderr: expect.stringContaining('not what msa has written') as string });
  });
});

it('what a killed run has left in the cache is taken for nothing, and goes when it is old', async () => {
  const { cache, run, url } = await place();
  const left = path.join(cache, 'msa/templates/fetching-old');
  await mkdir(left, { recursive: true });
  await utimes(left, new Date(0), new Date(0));
  expect(await run(...newService(`${url}#v1`))).toMatchObject(OK);
  expect(await readdir(path.dirname(left))).toEqual([expect.stringMatching(/^[0-9a-f]{24}$/)]);
});
