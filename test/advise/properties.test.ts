import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { advise } from '../../src/advise/advise.js';
import { fitOf } from '../../src/advise/fit.js';
import { questions } from '../../src/advise/questions/index.js';
import { recommend, type Recommendation } from '../../src/advise/recommend.js';
import { type Verdict, VERDICTS } from '../../src/model/advice.js';
import type { Pattern } from '../../src/model/pattern.js';
import { type Answers, type Question, UNKNOWN } from '../../src/model/question.js';
import { patterns } from '../../src/patterns/index.js';

const RUNS = { numRuns: 300 };

/** Any answer to a question, not asked and not known among them. */
function answerTo({ answers, multiple }: Question): fc.Arbitrary<readonly string[] | undefined> {
  const ids = answers.map(({ id }) => id);
  const alone = new Set(answers.flatMap(({ id, alone: isAlone }) => (isAlone === true ? [id] : [])));
  const one = fc.constantFrom(...ids, UNKNOWN).map((id) => [id]);
  if (multiple !== true) return fc.option(one, { nil: undefined, freq: 8 });
  const several = fc.subarray(
    ids.filter((id) => !alone.has(id)),
    { minLength: 1 },
  );
  return fc.option(fc.oneof(one, several), { nil: undefined, freq: 8 });
}

const anyAnswers: fc.Arbitrary<Answers> = fc
  .tuple(...questions.map((question) => answerTo(question).map((given) => [question.id, given] as const)))
  .map((entries) => Object.fromEntries(entries.flatMap(([id, given]) => (given === undefined ? [] : [[id, given]]))));

const CHOSEN: readonly Verdict[] = ['baseline', 'adopt', 'trial'];

function chosen({ patterns: all }: Recommendation): { readonly id: string; readonly pattern: Pattern; readonly verdict: Verdict }[] {
  return all.flatMap(({ pattern, verdict }) => (CHOSEN.includes(verdict) ? [{ id: pattern.id, pattern, verdict }] : []));
}

function verdictOf({ patterns: all }: Recommendation, id: string): number {
  return VERDICTS.indexOf(all.find(({ pattern }) => pattern.id === id)?.verdict ?? 'avoid');
}

describe('whatever is answered', () => {
  it('the same answers give the same advice', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        expect(recommend({ answers }, patterns)).toEqual(recommend({ answers: structuredClone(answers) }, patterns));
      }),
      RUNS,
    );
  });

  it('neither the order of answers nor that of patterns matters', () => {
    fc.assert(
      fc.property(anyAnswers, fc.shuffledSubarray([...patterns], { minLength: patterns.length }), (answers, shuffled) => {
        const reversed = Object.fromEntries(Object.entries(answers).reverse());
        const now = recommend({ answers }, patterns);
        const then = recommend({ answers: reversed }, shuffled);
        expect(then.patterns.map(({ pattern, verdict, cause }) => [pattern.id, verdict, cause])).toEqual(
          now.patterns.map(({ pattern, verdict, cause }) => [pattern.id, verdict, cause]),
        );
      }),
      RUNS,
    );
  });

  it('nothing is chosen without what it requires, at least as firmly', () => {
    fc.assert(
      fc.property(anyAnswers, fc.boolean(), (answers, assumeMicroservices) => {
        const now = recommend({ answers, assumeMicroservices }, patterns);
        const taken = new Map(chosen(now).map(({ id, verdict }) => [id, verdict]));
        for (const { pattern, verdict } of chosen(now)) {
          for (const needed of pattern.requires) {
            expect(taken.has(needed) ? [] : [pattern.id, needed]).toEqual([]);
            if (verdict !== 'trial') expect(taken.get(needed)).not.toBe('trial');
          }
        }
      }),
      RUNS,
    );
  });

  it('nothing is chosen that conflicts with what is chosen', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const ids = chosen(recommend({ answers }, patterns)).map(({ id }) => id);
        expect(patterns.flatMap(({ id, conflicts }) => (ids.includes(id) ? conflicts.filter((one) => ids.includes(one)) : []))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('exactly one structure is chosen, and the budget is kept unless the team insists', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const now = recommend({ answers }, patterns);
        const ids = chosen(now).map(({ id }) => id);
        expect(ids.filter((id) => id === 'modular-monolith' || id === 'microservices')).toEqual([now.structure.choice]);
        expect(now.budget.used).toBeLessThanOrEqual(now.budget.total);
      }),
      RUNS,
    );
  });

  it('nothing that is ruled out is chosen', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        for (const { id, pattern } of chosen(recommend({ answers }, patterns))) {
          const hits = pattern.blocked.filter(({ question, answers: bad }) =>
            (answers[question] ?? [UNKNOWN]).some((one) => bad.includes(one)),
          );
          expect(hits.map(() => id)).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('a change of one answer that is told to alter a verdict does', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { patterns: all } = advise({ answers }, patterns);
        for (const { pattern, verdict, flip } of all.filter(({ flip }) => flip !== undefined).slice(0, 5)) {
          const then = recommend({ answers: { ...answers, [flip?.question ?? '']: flip?.answers ?? [] } }, patterns);
          expect(VERDICTS[verdictOf(then, pattern.id)]).toBe(flip?.verdict);
          expect(flip?.verdict).not.toBe(verdict);
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('raising a driver', () => {
  it('never lowers the fit', () => {
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom(...patterns), fc.nat(), fc.nat(), (answers, pattern, which, to) => {
        const driver = pattern.drivers[which % Math.max(1, pattern.drivers.length)];
        if (driver === undefined) return;
        const effect = (ids: readonly string[]): number => ids.reduce((sum, id) => sum + (driver.effects[id] ?? 0), 0);
        const [answer = ''] = Object.keys(driver.effects).slice(to % Object.keys(driver.effects).length);
        const before = answers[driver.question] ?? [];
        if (before.length > 1 || effect([answer]) < effect(before)) return;
        const raised = { ...answers, [driver.question]: [answer] };
        expect(fitOf(pattern, raised).fit).toBeGreaterThanOrEqual(fitOf(pattern, answers).fit);
      }),
      { numRuns: 2000 },
    );
  });

  it('never lowers the verdict: what speaks against it in one question no longer does', () => {
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom(...patterns), fc.nat(), (answers, pattern, which) => {
        const at = which % Math.max(1, pattern.drivers.length);
        const drivers = pattern.drivers.map((driver, index) =>
          index === at ? { ...driver, effects: withoutNegative(driver.effects) } : driver,
        );
        const lighter = patterns.map((one) => (one === pattern ? { ...one, drivers } : one));
        const [before, after] = [recommend({ answers }, patterns), recommend({ answers }, lighter)];
        expect(verdictOf(after, pattern.id)).toBeLessThanOrEqual(verdictOf(before, pattern.id));
      }),
      { numRuns: 2000 },
    );
  });
});

function withoutNegative(effects: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(effects).map(([id, effect]) => [id, Math.max(0, effect)]));
}

describe('all "don’t know"', () => {
  const answers = Object.fromEntries(questions.map(({ id }) => [id, [UNKNOWN]]));

  it.each([
    ['said', answers],
    ['nothing said at all', {}],
  ])('gives the baseline and the modular monolith only, provisionally: %s', (_, given) => {
    const advice = advise({ answers: given }, patterns);
    const of = (verdict: Verdict): string[] => advice.patterns.flatMap((one) => (one.verdict === verdict ? [one.pattern.id] : [])).sort();
    expect(of('baseline')).toEqual(['api-hardening', 'health', 'rolling']);
    expect(of('adopt')).toEqual(['modular-monolith']);
    expect(of('trial')).toEqual([]);
    expect({ confidence: advice.confidence, provisional: advice.provisional }).toEqual({ confidence: 0, provisional: true });
  });
});
