import type { Profile, SettingAdvice } from '../model/advice.js';
import type { Recommendation } from './recommend.js';

interface SettingRow extends SettingAdvice {
  readonly structure: 'modular-monolith' | 'microservices';
  /** One of these answers was given … */
  readonly when?: { readonly question: string; readonly answers: readonly string[] };
  /** … and this pattern is adopted. */
  readonly pattern?: string;
}

/** What the rules should be told under which answers; of two rows for one rule the first that holds counts. */
const ROWS: readonly SettingRow[] = [
  {
    rule: 'distributed-monolith/cross-service-import',
    structure: 'modular-monolith',
    options: { interfaces: ['index'] },
    because: 'modules meet through their index files only',
  },
  {
    rule: 'database-per-service/shared-datastore',
    structure: 'modular-monolith',
    severity: 'off',
    because: 'the modules of one deployable share its database; who owns which table stands in `owns`',
  },
  {
    rule: 'distributed-monolith/single-deployment-unit',
    structure: 'modular-monolith',
    severity: 'off',
    because: 'one deployable is what was decided',
  },
  {
    rule: 'distributed-monolith/distributed-monolith',
    structure: 'modular-monolith',
    severity: 'off',
    because: 'nothing is distributed',
  },
  {
    rule: 'distributed-monolith/sync-chain',
    structure: 'microservices',
    when: { question: 'latency', answers: ['ms-20'] },
    options: { services: 2 },
    because: 'less than 20 ms leave time for one hop',
  },
  {
    rule: 'distributed-monolith/sync-chain',
    structure: 'microservices',
    when: { question: 'latency', answers: ['ms-100'] },
    options: { services: 3 },
    because: '100 ms leave time for two hops',
  },
  {
    rule: 'distributed-monolith/sync-chain',
    structure: 'microservices',
    when: { question: 'outage', answers: ['critical'] },
    options: { services: 3 },
    because: 'every hop adds its outages to those of the core flow',
  },
  {
    rule: 'chatty-communication/calls-per-request',
    structure: 'microservices',
    when: { question: 'latency', answers: ['ms-100', 'ms-20'] },
    options: { total: 3, sameService: 2 },
    because: 'calls in a row do not fit into the time there is',
  },
  {
    rule: 'distributed-monolith/synchronous-coupling',
    structure: 'microservices',
    pattern: 'integration-events',
    severity: 'warning',
    options: { share: 0.7 },
    because: 'services that tell each other by events wait for each other less',
  },
  {
    rule: 'database-per-service/shared-database-server',
    structure: 'microservices',
    when: { question: 'regulation', answers: ['isolation'] },
    severity: 'warning',
    because: 'isolated data does not share a server',
  },
  {
    rule: 'database-per-service/shared-database-server',
    structure: 'microservices',
    when: { question: 'outage', answers: ['critical'] },
    severity: 'info',
    because: 'services on one server fail together',
  },
];

/** Settings of msa.yaml that follow from the advice. */
export function settingsFor({ answers }: Profile, { structure, patterns }: Recommendation): SettingAdvice[] {
  const adopted = new Set(patterns.filter(({ verdict }) => verdict === 'adopt').map(({ pattern }) => pattern.id));
  const holding = ROWS.filter(
    (row) =>
      row.structure === structure.choice &&
      (row.when === undefined || (answers[row.when.question] ?? []).some((answer) => row.when?.answers.includes(answer))) &&
      (row.pattern === undefined || adopted.has(row.pattern)),
  );
  return holding
    .filter((row, index) => holding.findIndex(({ rule }) => rule === row.rule) === index)
    .map(({ rule, severity, options, because }) => ({
      rule,
      ...(severity === undefined ? {} : { severity }),
      ...(options === undefined ? {} : { options }),
      because,
    }));
}
