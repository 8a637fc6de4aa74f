import { readdirSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { questions } from '../../src/advise/questions/index.js';
import { patterns } from '../../src/patterns/index.js';
import { rules } from '../../src/rules/index.js';

const ids = patterns.map(({ id }) => id);
const asked = new Map(questions.map(({ id, answers }) => [id, answers.map((choice) => choice.id)]));

describe('the knowledge base', () => {
  it('has one file a pattern, named by its id', () => {
    const files = readdirSync('src/patterns').flatMap((file) => (/^(index|docs)\.ts$/.test(file) ? [] : [file.replace(/\.ts$/, '')]));
    expect(files.sort()).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('names rules that there are', () => {
    const made = new Set(rules.map(({ meta }) => meta.id));
    expect(patterns.flatMap((one) => one.rules).filter((rule) => !made.has(rule))).toEqual([]);
  });
});

/** Both ways: what a rule says of its patterns, they say of it. */
describe.each(rules.flatMap(({ meta }) => (meta.patterns === undefined ? [] : [meta])))('$id', ({ id, patterns: own, cure }) => {
  it('is named by its patterns, and `msa add` knows its cure', () => {
    expect(
      patterns
        .filter((one) => one.rules.includes(id))
        .map((one) => one.id)
        .sort(),
    ).toEqual([...(own ?? [])].sort());
    if (cure !== undefined) expect(patterns.find((one) => one.id === cure)?.layer).toBeDefined();
  });
});

describe.each(patterns)('$id', (pattern) => {
  it('asks what is asked', () => {
    const named = [
      ...pattern.drivers.map(({ question, effects }) => ({ question, answers: Object.keys(effects) })),
      ...pattern.blocked,
      ...(pattern.baseline?.when ?? []),
    ];
    const wrong = named.filter(({ question, answers }) =>
      answers.some((one) => one !== 'unknown' && asked.get(question)?.includes(one) !== true),
    );
    expect(wrong).toEqual([]);
    const weighed = pattern.drivers.map(({ question }) => question);
    expect(new Set(weighed).size).toBe(weighed.length);
  });

  it('weighs from -3 to 3, and says why', () => {
    for (const { question, effects, pro, con } of pattern.drivers) {
      const weights = Object.values(effects);
      expect(weights.every((one) => Number.isInteger(one) && Math.abs(one) <= 3)).toBe(true);
      expect({ question, pro: pro !== undefined, con: con !== undefined }).toEqual({
        question,
        pro: weights.some((one) => one > 0),
        con: weights.some((one) => one < 0),
      });
    }
    expect([0, 1, 2, 3, 4, 5]).toContain(pattern.cost);
  });

  it('has something that speaks for it, or is recommended in any case', () => {
    const best = pattern.drivers.map(({ effects }) => Math.max(...Object.values(effects)));
    expect(pattern.baseline !== undefined || best.some((one) => one > 1)).toBe(true);
  });

  it('needs and excludes patterns that there are, both ways', () => {
    expect([...pattern.requires, ...pattern.conflicts].filter((id) => !ids.includes(id))).toEqual([]);
    for (const other of patterns) expect(other.conflicts.includes(pattern.id)).toBe(pattern.conflicts.includes(other.id));
    expect(pattern.requires.filter((id) => pattern.conflicts.includes(id))).toEqual([]);
  });

  it('tells what it gives, what it costs, what is simpler and when to think again', () => {
    const { title, summary, benefits, tradeOffs, implies, simpler, trigger } = pattern;
    for (const text of [title, summary, simpler, trigger]) expect(text).not.toBe('');
    for (const list of [benefits, tradeOffs, implies]) expect(list).not.toEqual([]);
    expect(summary).toMatch(/\.$/);
  });
});
