import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { answersText, readAnswers } from '../../src/advise/answers.js';
import { folder } from '../support/msa.js';
import { profiles } from '../support/profiles.js';
import { terminal } from '../support/terminal.js';

describe('msa advise on a terminal', () => {
  it('goes forward and back, helps, stops, goes on later, and gives its advice', async () => {
    const { staleness: _, unreliable: __, clients: ___, ...rest } = profiles['batch-b2b'];
    const cwd = await folder({ 'msa.answers.yaml': answersText({ answers: rest }) });
    const first = await terminal(['advise'], cwd);

    // 21 of 24 are answered: the next open one is asked, ticks are checked, help opens and closes.
    await first.shows('Who calls the system?');
    await first.press('Enter');
    await first.shows('Tick at least one with the space bar');
    await first.press('?');
    await first.shows('Everything that sends requests from outside');
    await first.press('?', 'Down', 'Space', 'Down', 'Down', 'Space');
    expect(await first.shows('4) [x] partners')).toContain('2) [x] one web application');
    await first.press('Up', 'Up', 'Up', 'Space'); // "internal services only" holds alone
    expect(await first.shows('1) [x] internal')).toContain('4) [ ] partners');
    await first.press('4', 'Space', 'Enter');

    await first.shows('slow or unreliable parties?');
    await first.press('Left');
    await first.shows('❯ 4) [x] partners');
    await first.press('Enter');
    await first.shows('slow or unreliable parties?');
    await first.press('Down', 'Down', 'Enter');
    await first.shows('How stale may another');
    await first.press('s');
    await first.shows('code=0');
    const kept = readAnswers(await readFile(path.join(cwd, 'msa.answers.yaml'), 'utf8'), 'kept');
    expect(kept.answers).toEqual({ ...rest, clients: ['partners'], unreliable: ['critical'] });

    const second = await terminal(['advise'], cwd);
    await second.shows('How stale may another');
    await second.press('d');
    await second.shows('code=0');
    const { answers } = readAnswers(await readFile(path.join(cwd, 'msa.answers.yaml'), 'utf8'), 'kept');
    expect(answers.staleness).toEqual(['unknown']);
    expect(await readFile(path.join(cwd, 'report.txt'), 'utf8')).toMatch(/^Start with a modular monolith/);
  });

  it('puts follow-ups where an answer asks for them, and says where it is', async () => {
    const { releases: _, rollback: __, ...rest } = profiles.startup;
    const screen = await terminal(['advise'], await folder({ 'msa.answers.yaml': answersText({ answers: rest }) }));
    await screen.shows('[20/20] business How often must parts be released independently?');
    await screen.press('4', 'Enter');
    await screen.shows('[21/21] business How fast must a bad release be taken back?');
    await screen.press('Left');
    await screen.shows('❯ 4) daily or more');
    await screen.press('1', 'Enter');
    await screen.shows('code=0');
  });

  it('leaves nothing behind on Ctrl-C', async () => {
    const cwd = await folder({});
    const screen = await terminal(['advise', '--adr', 'decisions'], cwd);
    await screen.shows('How many clearly different business capabilities');
    await screen.press('Left');
    await screen.shows('This is the first question.');
    await screen.press('Down', 'Enter');
    await screen.shows('How often must parts be released');
    await screen.press('C-c');
    expect(await screen.shows('code=130')).toContain('exit 130: interrupted, nothing was written');
    expect(await readdir(cwd)).toEqual(['report.txt']);
    expect(await readFile(path.join(cwd, 'report.txt'), 'utf8')).toBe('');
  });

  it('leaves answers as they were on Ctrl-C', async () => {
    const { releases: _, ...rest } = profiles.startup;
    const before = answersText({ answers: rest });
    const cwd = await folder({ 'msa.answers.yaml': before });
    const screen = await terminal(['advise'], cwd);
    await screen.shows('going on: 19 answers so far');
    await screen.shows('How often must parts be released');
    await screen.press('C-c');
    await screen.shows('code=130');
    expect((await readdir(cwd)).sort()).toEqual(['msa.answers.yaml', 'report.txt']);
    expect(await readFile(path.join(cwd, 'msa.answers.yaml'), 'utf8')).toBe(before);
  });
});
