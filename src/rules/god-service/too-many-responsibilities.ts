import type { Violation } from '../../model/finding.js';
import { defineRule } from '../../model/rule.js';
import { listed } from '../../shared/text.js';
import { isBackend } from '../services.js';
import { type Measures, measure } from './measures.js';
import { type Floors, type Signal, signalsOf } from './signals.js';

export const tooManyResponsibilities = defineRule({
  meta: {
    id: 'god-service/too-many-responsibilities',
    family: 'god-service',
    summary: 'A service has one responsibility, comparable in size with its peers.',
    why: 'What one service does for many purposes is changed by many people, fails as a whole and cannot be scaled or replaced in parts.',
    fix: 'Split it along its resources: a group of operations with the tables that only they use is a service of its own.',
    severity: 'warning',
    sources: [
      'J. Bogner et al., RAMA: limits from a benchmark of 1,737 public APIs (operations, root resources, share of the biggest)',
      'M. Perepletchikov et al., SIDC: interface cohesion below 0.55; here the share of pairs of operations about the same resource',
      'C. Leys et al., J. Exp. Soc. Psychol. 49, 2013: outliers by median and 3 median absolute deviations, which work in small fleets, unlike mean and standard deviation',
    ],
    exempt: [
      'frontends, and gateways that own no data',
      'systems with fewer than three services to compare',
      'a service that is big in one or two respects only',
    ],
    example:
      'shop has 73 operations on 21 resources and 18 tables; the median of the other services is 8 operations, 2 resources and 3 tables.',
    measures: ['operations', 'root resources', 'tables', 'neighbours'],
    options: {
      signs: { type: 'integer', minimum: 1, maximum: 6, default: 3, description: 'From this many of the six signs.' },
      operations: { type: 'integer', minimum: 1, default: 31, description: 'Sign: more operations than this.' },
      resources: {
        type: 'integer',
        minimum: 1,
        default: 3,
        description: 'Sign: more root resources than this, the biggest below 60 % of the operations.',
      },
      tables: { type: 'integer', minimum: 1, default: 15, description: 'Sign: at least this many tables, and three times the median.' },
      linesOfCode: {
        type: 'integer',
        minimum: 1,
        default: 10_000,
        description: 'Sign: at least this many lines of code, and three times the median.',
      },
      neighbours: {
        type: 'integer',
        minimum: 1,
        default: 12,
        description: 'Sign: at least this many services that call it or that it calls.',
      },
      cohesion: {
        type: 'number',
        minimum: 0,
        maximum: 1,
        default: 0.55,
        description: 'Sign: a smaller share of pairs of operations is about the same resource.',
      },
    },
  },
  *check(system, { signs, ...floors }) {
    const fleet = system.services
      .filter((service) => service.analysed && isBackend(system, service))
      .map((service) => measure(service, system));
    for (const one of fleet) {
      const peers = fleet.filter((other) => other !== one);
      if (peers.length < MIN_PEERS) continue;
      const all = signalsOf(one, peers, floors);
      const present = all.filter(({ isPresent }) => isPresent);
      if (present.length >= signs) yield violation(one, { all, present, isExtreme: isExtreme(one, peers, { floors, signs }) });
    }
  },
});

/** With one peer nobody can say which of the two is the odd one. */
const MIN_PEERS = 2;

/** As many signs remain when every absolute limit is doubled. */
function isExtreme(
  one: Measures,
  peers: readonly Measures[],
  { floors, signs }: { readonly floors: Floors; readonly signs: number },
): boolean {
  const { cohesion, ...rest } = floors;
  const doubled: Floors = {
    operations: 2 * rest.operations,
    resources: 2 * rest.resources,
    tables: 2 * rest.tables,
    linesOfCode: 2 * rest.linesOfCode,
    neighbours: 2 * rest.neighbours,
    cohesion: cohesion / 2,
  };
  return signalsOf(one, peers, doubled).filter(({ isPresent }) => isPresent).length >= signs;
}

interface Verdict {
  readonly all: readonly Signal[];
  readonly present: readonly Signal[];
  readonly isExtreme: boolean;
}

function violation({ service }: Measures, { all, present, isExtreme: extreme }: Verdict): Violation {
  const told = present.map(({ name, value, median }) => `${name} ${shown(value)} (median of the others ${shown(median)})`);
  return {
    message: `${service.name} shows ${present.length} of ${all.length} signs of too many responsibilities: ${listed(told)}`,
    services: [service.name],
    at: service.at,
    label: service.name,
    severity: extreme ? 'error' : 'warning',
    metrics: Object.fromEntries(
      all.flatMap(({ name, value, median }) => [
        [name, shown(value)],
        [`${name}, median of the others`, shown(median)],
      ]),
    ),
  };
}

function shown(value: number | undefined): number | string {
  return value === undefined ? 'unknown' : Math.round(value * 100) / 100;
}
