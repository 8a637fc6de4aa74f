import type { Profile, Structure } from '../model/advice.js';
import type { Answers } from '../model/question.js';
import type { Fit } from './fit.js';

/** Forces for decomposition less forces against it: from here on services pay. */
const ENOUGH = 2;

export interface Affordable {
  /** Why services cannot be had at all. */
  readonly blocked?: string;
  /** Points that services take with what they need. */
  readonly cost: number;
  readonly budget: number;
}

/** One deployable or services: the forces of decomposition, then whether this organisation can carry services at all. */
export function structureOf({ answers, assumeMicroservices = false }: Profile, forces: Fit, affordable: Affordable): Structure {
  const base = { score: forces.sum, for: forces.for, against: forces.against };
  if (affordable.blocked !== undefined)
    return { ...base, choice: 'modular-monolith', because: `services are ruled out: ${affordable.blocked}`, assumed: false };
  const doubt = doubtOf(answers, forces.sum, affordable);
  if (doubt === undefined) {
    const because = `the forces for decomposition outweigh those against it (${signed(forces.sum)}, ${ENOUGH} is enough)`;
    return { ...base, choice: 'microservices', because, assumed: false };
  }
  return assumeMicroservices
    ? { ...base, choice: 'microservices', because: `you decided so, although ${doubt}`, assumed: true }
    : { ...base, choice: 'modular-monolith', because: doubt, assumed: false };
}

function doubtOf(answers: Answers, score: number, { cost, budget }: Affordable): string | undefined {
  if (has(answers, 'teams', ['one']) && !hasHardReason(answers)) {
    return 'one small team has no boundary between people that services would follow';
  }
  if (score < ENOUGH) {
    return `the forces for decomposition do not outweigh those against it (${signed(score)}, ${ENOUGH} would be enough)`;
  }
  return cost > budget ? `services take ${cost} complexity points and you can carry ${budget}` : undefined;
}

/** What may split a system that one team builds: isolation by law, very different load or technology of its parts. */
function hasHardReason(answers: Answers): boolean {
  return (
    has(answers, 'regulation', ['isolation']) ||
    has(answers, 'load', ['high', 'spiky']) ||
    has(answers, 'stacks', ['several', 'low-latency'])
  );
}

function has(answers: Answers, question: string, wanted: readonly string[]): boolean {
  return (answers[question] ?? []).some((answer) => wanted.includes(answer));
}

function signed(score: number): string {
  return score > 0 ? `+${score}` : String(score).replace('-', '−');
}
