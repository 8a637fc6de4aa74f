import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { answersText } from '../../src/advise/answers.js';
import { folder, msa } from '../support/msa.js';
import { profiles } from '../support/profiles.js';

const SHOP = { 'msa.answers.yaml': answersText({ answers: profiles.shop }) };

describe('msa advise without a terminal', () => {
  it('reads the answers at the root', async () => {
    const { code, stdout, stderr } = await msa(['advise'], { cwd: await folder(SHOP) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'exit 0: 6 patterns to adopt, 100 % answered\n' });
    expect(stdout).toMatch(/^Build services: /);
  });

  it('lets --set win over the file', async () => {
    const cwd = await folder({ 'other.json': JSON.stringify({ answers: profiles.shop }) });
    const { stdout } = await msa(['advise', '--answers', 'other.json', '--set', 'teams=one', '--set', 'capabilities=few'], { cwd });
    expect(stdout).toMatch(/^Start with a modular monolith: one small team/);
  });

  it('names what has no answer, and how to give one', async () => {
    const { code, stdout, stderr } = await msa(['advise', '--set', 'capabilities=many'], { cwd: await folder({}) });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^msa: 20 questions without an answer: releases, outage, .*, staleness\n/);
    expect(stderr).toMatch(/hint {2}Answer with --set releases=quarterly\|monthly\|weekly\|daily\|unknown,/);
    expect(stderr).toMatch(/exit 2: could not analyse \(E_ANSWERS\)\n$/);
  });

  it('counts the rest as not known when told so', async () => {
    const { code, stdout } = await msa(['advise', '--assume-unknown'], { cwd: await folder({}) });
    expect(code).toBe(0);
    expect(stdout).toContain('\nAdopt\n  modular-monolith');
  });

  it.each([
    [['--answers', 'nowhere.yaml'], 'E_ANSWERS'],
    [['--compare', 'nowhere.yaml', '--assume-unknown'], 'E_ANSWERS'],
    [['--set', 'tems=one'], 'E_ANSWERS'],
    [['--priorities', 'team,business', '--assume-unknown'], 'E_ANSWERS'],
    [['--format', 'xml', '--assume-unknown'], 'E_USAGE'],
    [['--root', 'nowhere'], 'E_ROOT'],
    [['--assume-unknown', '--adr', 'msa.answers.yaml'], 'E_OUTPUT'],
  ])('%j is refused', async (args, code) => {
    const outcome = await msa(['advise', ...args], { cwd: await folder(SHOP) });
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain(`(${code})\n`);
  });

  it('tells what has changed since earlier answers', async () => {
    const cwd = await folder({ ...SHOP, 'before.yaml': answersText({ answers: { ...profiles.shop, teams: ['one'] } }) });
    const { stdout } = await msa(['advise', '--compare', 'before.yaml'], { cwd });
    expect(stdout).toMatch(/^Changed since the last answers\n {2}teams {2}fewer than 8, in 1 team → 16 to 50, in 4 to 8 teams\n/);
    expect(stdout).toContain('  microservices  defer → adopt: ');
  });

  it('writes several reports at once', async () => {
    const cwd = await folder(SHOP);
    const { stdout } = await msa(['advise', '--format', 'json', '--format', 'markdown=advice.md'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, structure: { choice: 'microservices' } });
    expect(await readFile(path.join(cwd, 'advice.md'), 'utf8')).toMatch(/^# Architecture advice\n/);
  });
});

describe('msa advise --adr', () => {
  it('numbers on, writes what is proposed anew, and leaves alone what was decided', async () => {
    const cwd = await folder({ ...SHOP, 'adr/0007-use-postgres.md': '# Use PostgreSQL\n' });
    const run = () => msa(['advise', '--adr', 'adr'], { cwd });
    expect((await run()).stderr).toMatch(/^wrote adr\/0008-build-microservices\.md\nwrote adr\/0009-adopt-saga-choreography\.md\n/);
    expect((await run()).stderr).toBe('exit 0: 6 patterns to adopt, 100 % answered\n');

    const [kept, changed] = ['0008-build-microservices.md', '0009-adopt-saga-choreography.md'].map((name) => path.join(cwd, 'adr', name));
    await writeFile(kept ?? '', '---\nstatus: accepted\n---\n\n# We build services\n');
    await writeFile(changed ?? '', '---\nstatus: proposed\n---\n\n# Draft\n');
    expect((await run()).stderr).toBe(
      'kept adr/0008-build-microservices.md: it is no longer proposed\nwrote adr/0009-adopt-saga-choreography.md\nexit 0: 6 patterns to adopt, 100 % answered\n',
    );
    expect(await readFile(kept ?? '', 'utf8')).toContain('# We build services');
    expect(await readdir(path.join(cwd, 'adr'))).toHaveLength(7);
  });
});

describe('msa advise --from-code', () => {
  it('reads what the repository shows, and marks it', async () => {
    const { code, stdout } = await msa(['advise', '--root', 'fixtures/webshop', '--from-code', '--assume-unknown', '--set', 'broker=log']);
    expect(code).toBe(0);
    const read = stdout.slice(stdout.indexOf('Read from the code, to be confirmed'));
    expect(read).toContain('\n  capabilities: many  7 services beside gateways and frontends');
    expect(read).toContain('\n  platform: containers  service ');
    expect(read).not.toContain('broker');
  });

  it('asks for the rest', async () => {
    const { code, stderr } = await msa(['advise', '--root', 'fixtures/webshop', '--from-code']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/questions without an answer: releases, outage,/);
    expect(stderr).not.toContain('capabilities,');
  });

  it('is refused where there is no system', async () => {
    expect((await msa(['advise', '--from-code', '--assume-unknown'], { cwd: await folder({}) })).stderr).toContain('(E_NO_SERVICE)');
  });
});

describe('patterns in msa.yaml', () => {
  const OWN = `version: 1
patterns:
  grpc: adopt
  audit-trail: # ours
    title: Audit trail
    summary: Every change leaves a line.
    drivers:
      - { question: outage, effects: { high: 3 }, pro: somebody will ask }
`;

  it('--write puts in what is chosen, shows the difference first, and does it once', async () => {
    const cwd = await folder({ ...SHOP, 'msa.yaml': OWN });
    const { code, stderr } = await msa(['advise', '--write'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^msa\.yaml:\n[^]*-  grpc: adopt\n[^]*\+  saga-choreography: adopt\n[^]*\nwrote msa\.yaml\nexit 0: /);
    const text = await readFile(path.join(cwd, 'msa.yaml'), 'utf8');
    expect(text).toContain('# ours');
    expect(text).toContain('verdict: adopt');
    expect(text).toContain('distributed-monolith/synchronous-coupling: { severity: warning, share: 0.7 } # services that tell');
    expect((await msa(['advise', '--write'], { cwd })).stderr).toMatch(/^msa\.yaml says it already\n/);
  });

  it('--write begins one; a modular monolith gets no rules that would loosen checks of services', async () => {
    const cwd = await folder({});
    await msa(['advise', '--write', '--assume-unknown'], { cwd });
    const text = await readFile(path.join(cwd, 'msa.yaml'), 'utf8');
    expect(text).toBe('version: 1\npatterns:\n  api-hardening: adopt\n  health: adopt\n  modular-monolith: adopt\n  rolling: adopt\n');
  });

  it('of one’s own may come from what msa.yaml extends', async () => {
    const cwd = await folder({ 'shared/msa.yaml': OWN, 'msa.yaml': 'version: 1\nextends: ./shared/msa.yaml\n' });
    expect((await msa(['patterns'], { cwd })).stdout).toContain('  audit-trail ');
  });

  it('of one’s own are listed, told and advised', async () => {
    const cwd = await folder({ ...SHOP, 'msa.yaml': OWN });
    expect((await msa(['patterns'], { cwd })).stdout).toContain('  audit-trail           1  Every change leaves a line.');
    expect((await msa(['patterns', 'audit-trail'], { cwd })).stdout).toContain('+3 outage: somebody will ask');
    expect((await msa(['advise'], { cwd })).stdout).toMatch(/\nAdopt\n {2}audit-trail {2}fit 100/);
  });

  it.each([
    ['patterns: { grpc: maybe }', /patterns\.grpc is "maybe", expected one of adopt, trial/],
    ['patterns: { grpc: 7 }', /patterns\.grpc is 7, expected a verdict or a map/],
    ['patterns: { ours: { title: Ours, drivers: [] } }', /patterns\.ours needs "summary"/],
    ['patterns: { ours: { title: Ours, summary: Ours., drivers: [], cots: 2 } }', /unknown key "cots" in patterns\.ours/],
    ['patterns: { ours: { title: Ours, summary: Ours., drivers: [], cost: 9 } }', /patterns\.ours\.cost is 9/],
    ['patterns: { canry: adopt }', /there is no pattern "canry"\n {2}at {4}msa\.yaml:1:\d+\n {2}hint {2}Did you mean canary\?/],
  ])('%s is refused with its place', async (text, message) => {
    const { code, stderr } = await msa(['patterns'], { cwd: await folder({ 'msa.yaml': text }) });
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  it.each([['lint'], ['config', '--verify'], ['graph']])('of a service are refused by `msa %s %s`', async (...args) => {
    const text = 'services:\n  orders:\n    path: .\n    patterns: [rest, circuit-braker]\n';
    const cwd = await folder({ ...SHOP, 'msa.yaml': text });
    const { code, stderr } = await msa(args, { cwd });
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /there is no pattern "circuit-braker"\n {2}at {4}msa\.yaml:4:22\n {2}hint {2}Did you mean circuit-breaker\?/,
      ) as string,
    });
  });
});
