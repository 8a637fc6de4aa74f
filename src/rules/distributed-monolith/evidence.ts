/** One line of the score: what counts, how much, and whether one case is enough. */
export interface Evidence {
  readonly name: string;
  /** Evidence of the same kind confirms itself only; the verdict needs two kinds. */
  readonly kind: 'data' | 'calls' | 'code' | 'deployment' | 'changes';
  /** Points of 100. */
  readonly weight: number;
  /** Full weight only when half of the services are concerned; else one case is enough. */
  readonly byShare: boolean;
  readonly rules: readonly string[];
}

export const EVIDENCE: readonly Evidence[] = [
  {
    name: 'shared data',
    kind: 'data',
    weight: 30,
    byShare: true,
    rules: ['database-per-service/shared-datastore', 'database-per-service/foreign-table-access'],
  },
  { name: 'cycles', kind: 'calls', weight: 20, byShare: false, rules: ['distributed-monolith/sync-cycle'] },
  { name: 'chains', kind: 'calls', weight: 10, byShare: false, rules: ['distributed-monolith/sync-chain'] },
  { name: 'synchronous share', kind: 'calls', weight: 10, byShare: false, rules: ['distributed-monolith/synchronous-coupling'] },
  {
    name: 'shared code',
    kind: 'code',
    weight: 10,
    byShare: true,
    rules: ['distributed-monolith/cross-service-import', 'distributed-monolith/shared-domain-library'],
  },
  { name: 'joint deployment', kind: 'deployment', weight: 10, byShare: true, rules: ['distributed-monolith/single-deployment-unit'] },
  { name: 'lockstep', kind: 'changes', weight: 10, byShare: true, rules: ['distributed-monolith/lockstep-change'] },
];
