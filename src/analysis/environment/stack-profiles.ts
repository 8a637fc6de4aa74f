import type { Deployment, EnvEntry, Profile, Unit } from '../../model/deployment.js';
import { groupBy } from '../../shared/group-by.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import { unitOf } from '../deployment-files/stacks/owners.js';

/** Stacks of functions run beside each other in one account. Functions of one unit share their code: a variable of any of them is one of the unit. */
export function stackProfiles({ stacks, tree }: Pick<DeploymentFiles, 'stacks' | 'tree'>, units: readonly Unit[]): Profile[] {
  const all = stacks.flatMap((stack) =>
    stack.functions.flatMap((one) => {
      const unit = unitOf({ tree, units }, stack, one)?.name;
      return unit === undefined ? [] : { unit, key: JSON.stringify([unit, stack.file]), one, at: stack.at };
    }),
  );
  const deployments = [...groupBy(all, ({ key }) => key).values()].flatMap((same): Deployment[] => {
    const [first] = same;
    if (!first) return [];
    const env = same.flatMap(({ one }) =>
      Object.entries(one.env).map(([name, entry]): [string, EnvEntry] => [name, { ...entry, source: 'stack' }]),
    );
    return [{ unit: first.unit, env: Object.fromEntries(env), hosts: [], ports: [], at: first.at }];
  });
  return deployments.length === 0 ? [] : [{ name: 'functions', deployments, infrastructure: [] }];
}
