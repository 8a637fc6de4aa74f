import type { Pattern } from '../model/pattern.js';
import { type Answers, UNKNOWN } from '../model/question.js';

export interface Blocked {
  readonly because: string;
  /** Only that nobody knows stands in the way. */
  readonly open: boolean;
}

/** Pattern → why it cannot be had: a hard constraint of its own, or of something it requires, with the chain to it. */
export function blockedPatterns(patterns: readonly Pattern[], answers: Answers): Map<string, Blocked> {
  const blocked = new Map<string, Blocked>();
  for (const pattern of patterns) {
    const own = ownBlock(pattern, answers);
    if (own !== undefined) blocked.set(pattern.id, own);
  }
  for (let grown = true; grown;) {
    const before = blocked.size;
    for (const { id, requires } of patterns) {
      const missing = requires.find((one) => blocked.has(one));
      const why = missing === undefined ? undefined : blocked.get(missing);
      if (missing !== undefined && why !== undefined && !blocked.has(id)) {
        blocked.set(id, { because: `${missing} is needed, and ${why.because}`, open: why.open });
      }
    }
    grown = blocked.size > before;
  }
  return blocked;
}

function ownBlock(pattern: Pattern, answers: Answers): Blocked | undefined {
  const hits = pattern.blocked.filter((block) => (answers[block.question] ?? [UNKNOWN]).some((answer) => block.answers.includes(answer)));
  const hard = hits.find((block) => !(answers[block.question] ?? [UNKNOWN]).includes(UNKNOWN));
  const hit = hard ?? hits[0];
  return hit === undefined ? undefined : { because: hit.because, open: hard === undefined };
}
