import type { Finding, Violation } from '../../model/finding.js';
import { defineRule, type RuleContext } from '../../model/rule.js';
import type { System } from '../../model/system.js';
import { listed } from '../../shared/text.js';
import { isBackend } from '../services.js';
import { EVIDENCE, type Evidence } from './evidence.js';

export const distributedMonolith = defineRule({
  meta: {
    id: 'distributed-monolith/distributed-monolith',
    family: 'distributed-monolith',
    summary: 'The system is made of services that can change, run and be released alone.',
    why: 'Several kinds of coupling together make one application in many processes: the costs of distribution without its independence.',
    fix: 'Remove the largest contribution first: give shared data one owner, then break cycles, then shared code and joint deployment.',
    severity: 'warning',
    sources: ['Weights are our own judgement: shared data weighs most because no service can leave it alone'],
    exempt: [
      'systems with one kind of evidence only, however much of it',
      'findings that are suppressed or of rules that are off',
      'findings of low confidence count half',
    ],
    example: 'Five of six services use one database (30), two of them form a cycle (20): 50 of 100.',
    measures: ['score'],
    options: {
      warning: { type: 'integer', minimum: 1, maximum: 100, default: 40, description: 'From this score on.' },
      error: { type: 'integer', minimum: 1, maximum: 100, default: 70, description: 'From this score on it is an error.' },
    },
  },
  *check(system, limits, context) {
    const backends = system.services.filter((service) => isBackend(system, service)).map(({ name }) => name);
    const contributions = EVIDENCE.flatMap((evidence) => contribution(evidence, backends, context));
    const score = Math.round(contributions.reduce((sum, { points }) => sum + points, 0));
    const kinds = new Set(contributions.map(({ evidence }) => evidence.kind));
    if (score < limits.warning || kinds.size < 2) return;
    yield violation({ score, contributions, system, isError: score >= limits.error });
  },
});

interface Contribution {
  readonly evidence: Evidence;
  readonly points: number;
  readonly findings: readonly Finding[];
}

function contribution(evidence: Evidence, backends: readonly string[], context: RuleContext): Contribution[] {
  const findings = evidence.rules
    .flatMap((rule) => context.findingsOf(rule))
    .filter(({ state, severity }) => state !== 'suppressed' && severity !== 'info');
  if (findings.length === 0) return [];
  const sure = findings.filter(({ confidence }) => confidence !== 'low');
  const points = sure.length === 0 ? weigh(evidence, findings, backends) / 2 : weigh(evidence, sure, backends);
  return [{ evidence, points: Math.round(points), findings }];
}

/** Full weight when half of the services are concerned, less in proportion below, unless one case is enough. */
function weigh({ weight, byShare }: Evidence, findings: readonly Finding[], backends: readonly string[]): number {
  if (!byShare) return weight;
  const concerned = new Set(findings.flatMap(({ services }) => services)).size;
  return weight * Math.min(1, (2 * concerned) / Math.max(1, backends.length));
}

interface Sum {
  readonly score: number;
  readonly contributions: readonly Contribution[];
  readonly system: System;
  readonly isError: boolean;
}

function violation({ score, contributions, system, isError }: Sum): Violation {
  const concerned = new Set(contributions.flatMap(({ findings }) => findings.flatMap(({ services }) => services)));
  const places = contributions.flatMap(({ evidence, findings }) =>
    findings.flatMap(({ location, rule }) => (location === undefined ? [] : [{ at: location, message: `${evidence.name}: ${rule}` }])),
  );
  const [first, ...others] = places;
  return {
    message: `the system scores ${score} of 100 as a distributed monolith: ${listed(contributions.map(({ evidence, points }) => `${evidence.name} ${points}`))}`,
    services: system.services
      .map(({ name }) => name)
      .filter((name) => concerned.has(name))
      .sort(),
    subject: 'system',
    ...(first === undefined ? {} : { at: first.at, label: first.message }),
    related: others.map(({ at, message }) => ({ ...at, message })),
    severity: isError ? 'error' : 'warning',
    confidence: contributions.every(({ findings }) => findings.some(({ confidence }) => confidence === 'high')) ? 'high' : 'medium',
    metrics: { score, ...Object.fromEntries(contributions.map(({ evidence, points }) => [evidence.name, points])) },
  };
}
