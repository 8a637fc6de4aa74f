import type { Cause, Structure, Verdict } from '../model/advice.js';
import type { Pattern } from '../model/pattern.js';
import { type Answers, UNKNOWN } from '../model/question.js';
import type { Blocked } from './blocked.js';
import type { Fit } from './fit.js';

/** From this fit on a pattern is adopted, below it tried in one service, below 20 left for later. */
const ADOPT = 40;
const TRIAL = 20;

export interface Terrain {
  readonly patterns: readonly Pattern[];
  readonly fits: ReadonlyMap<string, Fit>;
  readonly blocked: ReadonlyMap<string, Blocked>;
  readonly structure: Structure;
  readonly budget: number;
  readonly answers: Answers;
}

export type Chosen = Map<string, { readonly verdict: Verdict; readonly cause: Cause }>;

export interface Choice {
  readonly chosen: Chosen;
  /** Why candidates that fit were not taken. */
  readonly lost: ReadonlyMap<string, Cause>;
  readonly used: number;
}

/** What is recommended: the baseline, the structure, then by fit what the budget carries with all it requires. */
export function choose(terrain: Terrain): Choice {
  const byId = new Map(terrain.patterns.map((pattern) => [pattern.id, pattern]));
  const chosen: Chosen = new Map();
  const lost = new Map<string, Cause>();
  let used = takeStructure(terrain, byId, chosen);
  for (const pattern of candidates(terrain, chosen)) {
    const isIn = chosen.get(pattern.id);
    const verdict = fitOf(terrain, pattern.id) >= ADOPT ? 'adopt' : 'trial';
    if (isIn !== undefined && isIn.verdict !== 'trial' && isIn.cause.kind !== 'required') continue;
    const needed = closure(pattern.id, byId).filter((id) => !chosen.has(id));
    const obstacle = conflictOf(pattern.id, needed, { terrain, byId, chosen }) ?? overBudget(needed, byId, terrain.budget - used);
    if (obstacle !== undefined) {
      lost.set(pattern.id, obstacle);
      continue;
    }
    used += costOf(needed, byId);
    take(pattern.id, { verdict, byId, chosen });
  }
  return { chosen, lost, used };
}

type ById = ReadonlyMap<string, Pattern>;

/** The baseline costs nothing of the budget: it is due in any case. Returns what the structure costs. */
function takeStructure(terrain: Terrain, byId: ById, chosen: Chosen): number {
  const { choice, because } = terrain.structure;
  const baseline = terrain.patterns.filter((pattern) => isBaseline(pattern, terrain));
  for (let grown = true; grown;) {
    const before = chosen.size;
    for (const { id, requires, conflicts, baseline: why } of baseline) {
      const isReady = requires.every((one) => chosen.has(one) || one === choice) && !conflicts.some((one) => chosen.has(one));
      if (isReady && !chosen.has(id)) chosen.set(id, { verdict: 'baseline', cause: { kind: 'baseline', text: why?.because ?? '' } });
    }
    grown = chosen.size > before;
  }
  const needed = closure(choice, byId).filter((id) => !chosen.has(id));
  take(choice, { verdict: 'adopt', byId, chosen });
  chosen.set(choice, { verdict: 'adopt', cause: { kind: 'structure', text: because } });
  return costOf(needed, byId);
}

function isBaseline({ id, baseline }: Pattern, { structure, answers, blocked }: Terrain): boolean {
  if (baseline === undefined || blocked.has(id)) return false;
  const { with: partner, when } = baseline;
  if (partner !== undefined && partner !== structure.choice) return false;
  return when === undefined || when.some((one) => (answers[one.question] ?? [UNKNOWN]).some((answer) => one.answers.includes(answer)));
}

/** What fits and can be had, the best first and of two equals the cheaper. Fit for cost would let many cheap things crowd out the one that matters. */
function candidates(terrain: Terrain, chosen: Chosen): Pattern[] {
  const fit = (id: string): number => fitOf(terrain, id);
  return terrain.patterns
    .filter((pattern) => fit(pattern.id) >= TRIAL && !terrain.blocked.has(pattern.id) && !isBarred(pattern.id, terrain))
    .filter((pattern) => chosen.get(pattern.id)?.verdict !== 'baseline')
    .sort((a, b) => fit(b.id) - fit(a.id) || a.cost - b.cost || (a.id < b.id ? -1 : 1));
}

/** It needs services, and there are none. */
export function isBarred(id: string, { structure, patterns }: Pick<Terrain, 'structure' | 'patterns'>): boolean {
  const other = structure.choice === 'microservices' ? 'modular-monolith' : 'microservices';
  return closure(id, new Map(patterns.map((pattern) => [pattern.id, pattern]))).includes(other);
}

/** The pattern and all it requires. */
export function closure(id: string, byId: ById, seen = new Set<string>()): string[] {
  if (!seen.has(id) && byId.has(id)) {
    seen.add(id);
    for (const one of byId.get(id)?.requires ?? []) closure(one, byId, seen);
  }
  return [...seen];
}

interface Scene {
  readonly terrain: Terrain;
  readonly byId: ById;
  readonly chosen: Chosen;
}

function conflictOf(id: string, needed: readonly string[], { terrain, byId, chosen }: Scene): Cause | undefined {
  const all = new Set([...chosen.keys(), ...needed]);
  for (const one of needed) {
    const rival = byId.get(one)?.conflicts.find((other) => all.has(other));
    if (rival === undefined) continue;
    const margin = fitOf(terrain, rival) - fitOf(terrain, id);
    const text = one === id ? `${rival} answers the same question` : `it needs ${one}, and ${rival} was chosen instead`;
    return one === id ? { kind: 'conflict', text, margin } : { kind: 'conflict', text };
  }
  return undefined;
}

function overBudget(needed: readonly string[], byId: ById, left: number): Cause | undefined {
  const cost = costOf(needed, byId);
  if (cost <= left) return undefined;
  const others = needed.length > 1 ? ' with what it needs' : '';
  return { kind: 'budget', text: `it takes ${points(cost)}${others}, and ${left} of the budget ${left === 1 ? 'is' : 'are'} left` };
}

function points(count: number): string {
  return `${count} complexity ${count === 1 ? 'point' : 'points'}`;
}

function costOf(ids: readonly string[], byId: ById): number {
  return ids.reduce((sum, id) => sum + (byId.get(id)?.cost ?? 0), 0);
}

interface Taking {
  readonly verdict: 'adopt' | 'trial';
  readonly byId: ById;
  readonly chosen: Chosen;
}

/** What it requires comes with it, and is adopted where it is. */
function take(id: string, { verdict, byId, chosen }: Taking): void {
  for (const one of closure(id, byId)) {
    const before = chosen.get(one);
    const cause: Cause = one === id ? { kind: 'fit', text: '' } : { kind: 'required', text: `${id} needs it` };
    if (before === undefined || (one === id && before.cause.kind === 'required')) {
      chosen.set(one, { verdict: before?.verdict === 'adopt' ? 'adopt' : verdict, cause });
    } else if (verdict === 'adopt' && before.verdict === 'trial') chosen.set(one, { verdict, cause: before.cause });
  }
}

function fitOf({ fits }: Terrain, id: string): number {
  return fits.get(id)?.fit ?? 0;
}
