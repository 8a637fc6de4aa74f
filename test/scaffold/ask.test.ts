import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { folder, msa } from '../support/msa.js';
import { TEMPLATES } from '../support/scaffold.js';
import { terminal } from '../support/terminal.js';

const OWN = Object.fromEntries(Object.entries(TEMPLATES).map(([file, text]) => [`templates/${file}`, text]));
const NEW = ['new', 'service', '--template', './templates'];

describe('msa new service on a terminal', () => {
  it('asks for what is missing, with help, a preview and a way back, and makes it', async () => {
    const cwd = await folder({});
    await msa(['new', 'service', 'payments', '--patterns', 'rest'], { cwd });
    const screen = await terminal(['new', 'service'], cwd);

    await screen.shows('What is the service called?');
    await screen.press('Up');
    await screen.shows('This is the first question.');
    await screen.press('?');
    await screen.shows('Its folder below services/');
    await screen.press('?', 'c', 'o', 'n', 'Enter');
    await screen.shows('Windows keeps that name for a device');
    await screen.press('p', 'a', 'y', 'm', 'e', 'n', 't', 's', 'Enter');
    await screen.shows('there is a service called payments already');
    await screen.press('o', 'r', 'd', 'e', 'r', 's', 'Enter');

    // What the cursor is on tells what it would bring.
    expect(await screen.shows('Which patterns does it follow?')).toMatch(/^adds {6}\d+ files?/m);
    await screen.press('Up');
    expect(await screen.shows('❯ [ ] zero-trust')).toMatch(/↑ \d+ more/);
    await screen.press('Space');
    await screen.shows('❯ [x] zero-trust');
    await screen.press('Space', 'Left');
    await screen.shows('> orders');
    await screen.press('Enter');
    await screen.shows('Which patterns does it follow?');
    await screen.press('Enter');
    await screen.shows('Which services does it call?');
    await screen.press('Space', 'Enter');
    await screen.shows('Make it?');
    expect(await screen.shows('❯ yes')).toMatch(/^\d+ files created, \d+ changed/m);
    await screen.press('Enter');
    expect(await screen.shows('code=0')).toContain('✔ Which services does it call? payments');
    expect(await readFile(path.join(cwd, 'msa.yaml'), 'utf8')).toContain('calls:\n      - payments');
    expect(await readFile(path.join(cwd, 'report.txt'), 'utf8')).toContain('npm test -w orders');
  });

  it('asks only for what the command line leaves open, and writes nothing without a yes', async () => {
    const cwd = await folder(OWN);
    const screen = await terminal([...NEW, '--patterns', 'rest,queue'], cwd);
    await screen.shows('[1/3] What is the service called?');
    await screen.press('a', 'Enter');
    await screen.shows('[2/3] rest.prefix: prefix of all paths?');
    await screen.press('v', '2', 'Enter');
    await screen.shows('[3/3] Make it?');
    await screen.press('Down', 'Enter');
    expect(await screen.shows('code=0')).toContain('exit 0: nothing was written');
    expect(await readdir(cwd)).toEqual(['report.txt', 'templates']);
  });

  it('leaves nothing behind on Ctrl-C', async () => {
    const cwd = await folder(OWN);
    const screen = await terminal(NEW, cwd);
    await screen.shows('What is the service called?');
    await screen.press('C-c');
    expect(await screen.shows('code=130')).toContain('exit 130: interrupted, nothing was written');
    expect(await readdir(cwd)).toEqual(['report.txt', 'templates']);
  });
});
