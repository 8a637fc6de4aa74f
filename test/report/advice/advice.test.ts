import { readFileSync } from 'node:fs';

import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';

import { advise } from '../../../src/advise/advise.js';
import { changesBetween } from '../../../src/advise/changes.js';
import type { AdviceReport, Profile } from '../../../src/model/advice.js';
import { patterns } from '../../../src/patterns/index.js';
import { adviceJson } from '../../../src/report/advice/json.js';
import { adviceMarkdown } from '../../../src/report/advice/markdown.js';
import { decisionRecords } from '../../../src/report/advice/records.js';
import { adviceText } from '../../../src/report/advice/text.js';
import { rules } from '../../../src/rules/index.js';
import { profiles } from '../../support/profiles.js';

const RULES = new Set(rules.map(({ meta }) => meta.id));

function report(profile: Profile, more: Partial<AdviceReport> = {}): AdviceReport {
  return { version: '1.2.3', advice: advise(profile, patterns), profile, commands: [], rules: RULES, width: 100, color: false, ...more };
}

const shop = report({ answers: profiles.shop });
const startup = report({ answers: profiles.startup });

it('ends with what to type to build it', () => {
  const commands = ['msa new service NAME --patterns rest,health', 'msa add canary NAME'];
  const built = report({ answers: profiles.shop }, { commands });
  expect(adviceText(built)).toContain(`Build it\n  ${commands.join('\n  ')}\n`);
  expect(adviceMarkdown(built)).toContain(`## Build it\n\n\`\`\`sh\n${commands.join('\n')}\n\`\`\``);
  expect(JSON.parse(adviceJson(built))).toMatchObject({ commands });
  expect(adviceText(shop)).not.toContain('Build it');
});

describe('the text', () => {
  it('begins with the decision and what speaks for and against it', () => {
    const text = adviceText(shop);
    expect(text).toMatch(/^Build services: the forces for decomposition outweigh those against it \(\+6, 2 is enough\)\.\n/);
    expect(text).toContain('  for      +3 teams, 16 to 50, in 4 to 8 teams: teams release without waiting for each other\n');
  });

  it('tells of what is adopted all that is needed to decide', () => {
    const block = /\n {2}saga-choreography {2}.*\n(?: {4}.*\n)+/.exec(adviceText(shop))?.[0] ?? '';
    for (const head of ['because', 'for', 'costs', 'needs', 'simpler', 'flips']) expect(block).toMatch(new RegExp(`\\n {4}${head} +\\S`));
    expect(block).toContain('fit 86, cost 3, 100 % known');
  });

  it('tells of what is deferred when to think again', () => {
    expect(adviceText(shop)).toMatch(
      /\n {2}saga-orchestration {2}saga-choreography answers the same question, and fits better by \d+\n {4}until /,
    );
  });

  it('tells who should build a modular monolith how its modules are linted', () => {
    const text = adviceText(startup);
    expect(text).toMatch(/^Start with a modular monolith: one small team/);
    expect(text).toContain('distributed-monolith/cross-service-import: { interfaces: [index] }');
  });

  it('names only rules that there are', () => {
    expect(adviceText(shop)).toContain('proof    database-per-service/shared-datastore');
    expect(adviceText({ ...shop, rules: new Set() })).not.toContain('proof');
  });

  it('marks what was read from the code, and what has changed', () => {
    const later = report({ answers: profiles.startup, read: { teams: 'one team in msa.yaml' } });
    const text = adviceText({ ...later, changes: changesBetween(shop.advice, later.advice) });
    expect(text).toMatch(/^Changed since the last answers\n/);
    expect(text).toContain('\nRead from the code, to be confirmed\n  teams: one  one team in msa.yaml\n');
  });

  it('says when too little is known', () => {
    expect(adviceText(report({ answers: {} }))).toContain('0 % answered: provisional');
  });

  it('keeps to its width', () => {
    const narrow = adviceText({ ...shop, width: 70 })
      .split('\n')
      .filter((line) => !line.includes('{'));
    expect(Math.max(...narrow.map((line) => line.length))).toBeLessThanOrEqual(70);
  });
});

describe('the JSON', () => {
  const schema = JSON.parse(readFileSync('docs/json-schema/advice.schema.json', 'utf8')) as object;
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

  it.each(Object.entries(profiles))('of %s satisfies its published schema', (_, answers) => {
    const one = report({ answers, read: { teams: 'x' }, priorities: ['team', 'business', 'technology', 'performance', 'consistency'] });
    const parsed: unknown = JSON.parse(adviceJson({ ...one, changes: changesBetween(shop.advice, one.advice) }));
    validate(parsed);
    expect(validate.errors).toBeNull();
  });

  it('has a verdict and a reason for each pattern', () => {
    const { patterns: all } = JSON.parse(adviceJson(shop)) as { patterns: { id: string; verdict: string; cause: { text: string } }[] };
    expect(all.map(({ id }) => id).sort()).toEqual(patterns.map(({ id }) => id).sort());
    expect(all.filter(({ cause }) => cause.text === '')).toEqual([]);
  });
});

describe('the markdown', () => {
  it.each(Object.entries(profiles))('of %s has tables whose rows are whole', (_, answers) => {
    const rows = adviceMarkdown(report({ answers }))
      .split('\n')
      .filter((line) => line.startsWith('|'));
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) expect([4, 6]).toContain(row.split(/(?<!\\)\|/).length - 1);
  });

  it('shows what has changed', () => {
    const text = adviceMarkdown({ ...startup, changes: changesBetween(shop.advice, startup.advice) });
    expect(text).toContain('## Changed since the last answers\n\n- capabilities: 6 to 10 → 1 or 2\n');
  });
});

describe('the decision records', () => {
  const records = decisionRecords(shop, '2026-01-31');

  it('are one for the structure and one for each pattern that is adopted or tried', () => {
    expect(records.map(({ name }) => name)).toEqual([
      'build-microservices.md',
      'adopt-saga-choreography.md',
      'adopt-transactional-outbox.md',
      'adopt-integration-events.md',
      'adopt-circuit-breaker.md',
      'adopt-database-per-service.md',
    ]);
    expect(decisionRecords(startup, '2026-01-31').map(({ name }) => name)).toEqual([
      'modular-monolith-not-microservices-yet.md',
      'trial-circuit-breaker.md',
    ]);
  });

  it.each(records.map(({ name, text }) => [name, text]))('%s has the parts of MADR 4', (_, text) => {
    expect(text).toMatch(/^---\nstatus: proposed\ndate: 2026-01-31\n---\n\n# \S/);
    const parts = ['## Context and Problem Statement', '## Decision Drivers', '## Considered Options', '## Decision Outcome'];
    for (const part of [...parts, '### Consequences', '### Confirmation', '## More Information']) expect(text).toContain(`\n${part}\n\n`);
    expect(text).toMatch(/\nChosen option: ".+", because .+\.\n/);
  });

  it('list the rules that confirm them, or say that there is none', () => {
    const text = (name: string, from = records): string => from.find((one) => one.name === name)?.text ?? '';
    expect(text('adopt-database-per-service.md')).toContain('* database-per-service/shared-datastore\n');
    const withoutRules = decisionRecords({ ...shop, rules: new Set<string>() }, '2026-01-31');
    expect(text('adopt-saga-choreography.md', withoutRules)).toContain('confirm it in review');
  });

  it('say why services were built against the answers', () => {
    const [first] = decisionRecords(report({ answers: { ...profiles['bank-ledger'] }, assumeMicroservices: true }), '2026-01-31');
    expect(first?.text).toContain('because you decided so, although the forces for decomposition do not outweigh those against it');
  });
});
