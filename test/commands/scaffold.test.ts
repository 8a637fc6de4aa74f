import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { describe, expect, it } from 'vitest';

import { folder, msa, type Outcome } from '../support/msa.js';
import { TEMPLATES } from '../support/scaffold.js';
import { transcript } from '../support/transcript.js';

/** Small templates in the place of those of msa, so that these tests tell of the engine alone. */
const OWN = Object.fromEntries(Object.entries(TEMPLATES).map(([file, text]) => [`templates/${file}`, text]));
const NEW = ['new', 'service', 'orders', '--patterns', 'rest', '--template', './templates'];

async function place(files: Readonly<Record<string, string>> = {}): Promise<string> {
  return folder({ ...OWN, 'package.json': '{ "name": "shop" }\n', ...files });
}

async function snapshot(root: string, below = '.'): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(path.join(root, below), { withFileTypes: true })) {
    const file = path.posix.join(below, entry.name);
    if (file === '.msa/journal' || file === 'templates') continue;
    if (entry.isDirectory()) Object.assign(found, { [`${file}/`]: '' }, await snapshot(root, file));
    else found[file] = await readFile(path.join(root, file), 'utf8');
  }
  return found;
}

describe('a workspace', () => {
  it('is made, added to, updated and undone, as the page shows', async () => {
    const root = await place();
    const pages: string[] = [];
    const run = async (...args: readonly string[]): Promise<Outcome> => {
      const outcome = await msa(args, { cwd: root });
      pages.push(transcript(`msa ${args.join(' ')}`, outcome));
      return outcome;
    };
    await run(...NEW, '--dry-run');
    await run(...NEW);
    await run('new', 'service', 'gate', '--patterns', 'gateway', '--set', 'calls=orders');
    await run('add', 'events', 'orders', '--format', 'json');
    await run('add', 'events', 'orders');
    await run('add', 'queue', 'orders');
    await run('remove', 'database', 'orders');
    const app = path.join(root, 'templates/base/files/src/main.ts');
    await writeFile(app, (await readFile(app, 'utf8')).replace('listen(4310)', 'listen(4310, console.log)'));
    const mine = path.join(root, 'services/orders/src/main.ts');
    await writeFile(mine, (await readFile(mine, 'utf8')).replace('listen(4310)', 'start(4310)'));
    await run('update', '--dry-run');
    await run('update');
    await run('update');
    await run('undo');
    await run('remove', 'service', 'orders');
    await run('remove', 'service', 'gate');
    await run('undo');
    await run('undo');
    expect(await snapshot(root)).toHaveProperty('services/orders/src/main.ts', await readFile(mine, 'utf8'));
    await expect(pages.join('\n')).toMatchFileSnapshot('golden/scaffold.txt');
  });

  it('is joined with what is there already', async () => {
    const own = {
      'package.json': '{\n    "name": "mine",\n    "scripts": { "test": "jest" }\n}\n',
      'msa.yaml': '# ours\nversion: 1\nservices:\n    old:\n        path: old # still here\n',
      'README.md': 'Ours.\n',
    };
    const root = await place(own);
    const { code } = await msa(NEW, { cwd: root });
    expect(code).toBe(0);
    const made = await snapshot(root);
    expect(made['package.json']).toBe(
      [
        '{',
        '    "name": "mine",',
        '    "private": true,',
        '    "workspaces": [',
        '        "services/*"',
        '    ],',
        '    "overrides": {',
        '        "@nats-io/nuid": "^2",',
        '        "cookie": "^1"',
        '    },',
        '    "scripts": { "test": "jest" }',
        '}',
        '',
      ].join('\n'),
    );
    expect(made['msa.yaml']).toBe(
      '# ours\nversion: 1\nservices:\n    old:\n        path: old # still here\n    orders:\n      path: services/orders\n',
    );
    expect(made['README.md']).toBe('Ours.\n');
    await msa(['remove', 'service', 'orders'], { cwd: root });
    const { 'templates/': _templates, '.msa/': _journal, ...left } = await snapshot(root);
    expect(left).toEqual(own);
  });

  it('takes templates from a package that is installed, also from one above', async () => {
    const templates = Object.entries(TEMPLATES).map(([file, text]) => [`node_modules/@acme/layers/${file}`, text] as const);
    const root = await folder({ ...Object.fromEntries<string>(templates), 'shop/package.json': '{ "name": "shop" }\n' });
    const shop = path.join(root, 'shop');
    const { code } = await msa(['new', 'service', 'orders', '--patterns', 'rest', '--template', '@acme/layers'], { cwd: shop });
    expect(code).toBe(0);
    expect(await readFile(path.join(shop, 'services/orders/README.md'), 'utf8')).toContain('Orders over HTTP.');
    expect(JSON.parse(await readFile(path.join(shop, 'msa.lock.json'), 'utf8'))).toMatchObject({ templates: ['@acme/layers'] });
  });

  it('is untouched by a dry run', async () => {
    const root = await place();
    const before = await snapshot(root);
    expect((await msa([...NEW, '--dry-run'], { cwd: root })).code).toBe(0);
    expect(await snapshot(root)).toEqual(before);
    expect(existsSync(path.join(root, '.msa'))).toBe(false);
  });
});

describe('what cannot be is told in one message, and nothing is written', () => {
  it.each([
    [['new', 'service'], 'the service has no name'],
    [['new', 'service', '../x', '--yes'], 'it is a path'],
    [['new', 'service', 'con', '--yes'], 'Windows keeps that name for a device'],
    [['new', 'service', 'orders'], 'the patterns of the service are not chosen'],
    [['new', 'service', 'orders', '--patterns', 'resd'], 'Did you mean rest?'],
    [['new', 'service', 'orders', '--patterns', 'base'], 'there is no pattern called "base"'],
    [['new', 'service', 'orders', '--patterns', 'queue,events'], 'events and queue exclude each other'],
    [['new', 'service', 'orders', '--yes', '--set', 'rest.prefx=v2'], 'Did you mean rest.prefix?'],
    [['new', 'service', 'orders', '--yes', '--set', "rest.prefix='; rm"], 'rest.prefix cannot be'],
    [['new', 'service', 'orders', '--yes', '--set', 'rest.prefix'], '"rest.prefix" is no answer'],
    [['new', 'service', 'orders', '--yes', '--set', 'entity=class'], '"class" cannot be the entity'],
    [['new', 'service', 'orders', '--yes', '--set', 'calls=payments'], 'orders shall call "payments", which is not there'],
    [['new', 'service', 'orders', '--yes', '--set', 'calls=orders'], 'orders cannot call itself'],
    [['new', 'service', 'orders', '--yes', '--answers', 'nothing.yaml'], 'nothing.yaml cannot be read'],
    [['new', 'service', 'orders', '--yes', '--answers', 'broken.yaml'], 'at    broken.yaml:2:2'],
    [['new', 'service', 'orders', '--yes', '--answers', 'nested.yaml'], 'at    nested.yaml:2:1'],
    [['new', 'service', 'orders', '--yes', '--template', './nowhere'], 'there is no folder of templates at ./nowhere'],
    [['new', 'service', 'orders', '--yes', '--template', 'no-such-package'], 'there are no templates called no-such-package'],
    [['new', 'service', 'taken', '--yes'], 'services/taken is there already'],
    [['add', 'rest', 'orders'], 'msa has made no service called "orders"'],
    [['remove', 'rest', 'orders'], 'msa has made no service called "orders"'],
    [['update'], 'msa has made nothing here'],
    [['undo'], 'there is nothing to undo here'],
  ])('%j', async (args, message) => {
    const answers = { 'broken.yaml': 'name: orders\n{', 'nested.yaml': 'name: orders\nrest.prefix: { v: 2 }\n' };
    const root = await place({ 'services/taken/a.txt': 'mine', ...answers });
    const before = await snapshot(root);
    const { code, stdout, stderr } = await msa(
      args[0] === 'new' && !args.includes('--template') ? [...args, '--template', './templates'] : args,
      { cwd: root },
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(await snapshot(root)).toEqual(before);
  });

  it('a folder that leads out of the workspace', async () => {
    const [root, outside] = [await place(), await folder({})];
    await symlink(outside, path.join(root, 'services'));
    const { code, stderr } = await msa(NEW, { cwd: root });
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('services is no folder, or a link') as string });
    expect(await readdir(outside)).toEqual([]);
    expect(await readdir(root)).toEqual(['package.json', 'services', 'templates']);
  });

  it.each([
    ['{', 'msa.lock.json is no valid JSON'],
    ['{}', 'msa.lock.json is not what msa has written'],
    ['<<<<<<< HEAD\n', 'msa.lock.json is no valid JSON'],
  ])('a lock that says %j', async (text, message) => {
    const root = await place({ 'msa.lock.json': text });
    const { code, stderr } = await msa(NEW, { cwd: root });
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(message) as string });
  });
});

/** In the middle of what it writes it gets this signal, whatever the machine is busy with. */
function signalled(signal: string, args: readonly string[], cwd: string): Promise<Outcome> {
  const preload = pathToFileURL(path.resolve('test/support/signal-at-rename.js')).href;
  return msa(args, { cwd, env: { NODE_OPTIONS: `--import ${preload}`, SIGNAL_AT: `${signal} 4` } });
}

it('ended by force in the middle, the next run takes back what it had begun', async () => {
  const root = await place();
  await msa(NEW, { cwd: root });
  const before = await snapshot(root);
  expect((await signalled('SIGKILL', ['add', 'events', 'orders'], root)).code).toBeNull();
  expect(await snapshot(root)).not.toEqual(before);
  const { code, stderr } = await msa(['update'], { cwd: root });
  expect(code).toBe(0);
  expect(stderr).toContain('`msa add events orders` was ended in the middle: taken back what it had begun');
  expect(await snapshot(root)).toEqual(before);
});

it('interrupted, it takes everything back and says so', async () => {
  const root = await place();
  await mkdir(path.join(root, 'src'));
  const before = await snapshot(root);
  const { code, stderr } = await signalled('SIGINT', NEW, root);
  expect(code).toBe(130);
  expect(stderr).toBe('exit 130: interrupted, everything is as it was before\n');
  expect(await snapshot(root)).toEqual(before);
});
