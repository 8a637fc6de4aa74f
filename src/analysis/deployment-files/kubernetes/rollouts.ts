import type { Running } from '../../../model/deployment.js';
import type { Manifest, Workload } from './read.js';
import { get, listOf, textOf, textsOf, type Item } from '../yaml.js';

type Around = Pick<Running, 'strategy' | 'isMeasured' | 'isSwitched' | 'isIsolated'>;

/** What other objects of the cluster say about a workload: how a new version takes over, and who may talk to its pods. */
export function objectsAround(manifests: readonly Manifest[]): (workload: Workload) => Around {
  const rollouts = manifests.flatMap(rolloutOf);
  const policies = manifests.filter(({ kind }) => POLICIES.has(kind));
  return (workload) => {
    const rollout = rollouts.find(({ kind, name }) => name === workload.name && (kind === workload.kind || workload.kind === 'Deployment'));
    return { ...rollout?.says, ...(policies.some((policy) => isAbout(policy, workload)) && { isIsolated: true as const }) };
  };
}

const POLICIES: ReadonlySet<string> = new Set([
  'NetworkPolicy',
  'GlobalNetworkPolicy',
  'CiliumNetworkPolicy',
  'CiliumClusterwideNetworkPolicy',
  'AuthorizationPolicy',
  'ServerAuthorization',
]);

interface Rollout {
  /** Of the workload whose new versions it brings out. */
  readonly kind: string;
  readonly name: string;
  readonly says: Around;
}

/** A Rollout of Argo, with pods of its own or those of a Deployment; a Canary of Flagger. */
function rolloutOf({ kind, name, item }: Manifest): Rollout[] {
  const spec = get(item, 'spec');
  if (kind === 'Canary') {
    const isMeasured = get(spec, 'analysis', 'metrics') !== undefined;
    return [
      {
        kind: 'Deployment',
        name: textOf(spec, 'targetRef', 'name') ?? name,
        says: { strategy: 'canary', ...(isMeasured && { isMeasured }) },
      },
    ];
  }
  if (kind !== 'Rollout') return [];
  const says = strategyOf(get(spec, 'strategy'));
  const other = textOf(spec, 'workloadRef', 'name');
  return says === undefined ? [] : [other === undefined ? { kind, name, says } : { kind: 'Deployment', name: other, says }];
}

function strategyOf(strategy: Item | undefined): Around | undefined {
  const canary = get(strategy, 'canary');
  if (canary !== undefined) return { strategy: 'canary', ...(has(canary, 'analysis') && { isMeasured: true }) };
  const blueGreen = get(strategy, 'blueGreen');
  if (blueGreen === undefined) return undefined;
  const isTried = ['previewService', 'prePromotionAnalysis'].some((key) => get(blueGreen, key) !== undefined);
  return { strategy: 'blue-green', ...(isTried && textOf(blueGreen, 'activeService') !== undefined && { isSwitched: true }) };
}

/** The key itself, or as one of its steps. */
function has(canary: Item, key: string): boolean {
  return get(canary, key) !== undefined || listOf(canary, 'steps').some((step) => get(step, key) !== undefined);
}

/** Its selector fits the pods, or is one that is not understood: then it may be about them. */
function isAbout({ item }: Manifest, { labels, namespace }: Workload): boolean {
  const within = textOf(item, 'metadata', 'namespace');
  if (within !== undefined && within !== namespace) return false;
  const selectors = [get(item, 'spec', 'podSelector'), get(item, 'spec', 'endpointSelector'), get(item, 'spec', 'selector')];
  return selectors.every((one) => Object.entries(textsOf(one, 'matchLabels')).every(([key, value]) => labels[key] === value));
}
