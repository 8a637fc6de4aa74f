import type { Budget } from '../model/advice.js';
import type { Answers } from '../model/question.js';

/** What everybody can carry. */
const BASE = 4;
const OPERATIONS: Readonly<Record<string, number>> = { manual: 0, ci: 2, cd: 4, observed: 6 };
const EXPERIENCE: Readonly<Record<string, number>> = { none: 0, some: 1, strong: 3 };
const TEAMS: Readonly<Record<string, number>> = { one: 1, 'two-three': 2, 'four-eight': 4, more: 4 };

/** Complexity points that can be carried: mature operations count most, for they pay every day. What is not known counts as little. */
export function budgetOf(answers: Answers): Omit<Budget, 'used'> {
  const points = (question: string, table: Readonly<Record<string, number>>): number => table[answers[question]?.[0] ?? ''] ?? 0;
  const parts = [
    { name: 'base', points: BASE },
    { name: 'operations', points: points('operations', OPERATIONS) },
    { name: 'experience', points: points('experience', EXPERIENCE) },
    { name: 'teams', points: points('teams', TEAMS) },
  ];
  return { total: parts.reduce((sum, part) => sum + part.points, 0), parts };
}
