import type { Deployment, EnvEntry, Profile, Unit } from '../../model/deployment.js';
import { folderOf } from '../../shared/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import type { Stack } from '../deployment-files/stacks/read.js';

/** Stacks of functions run beside each other in one account. */
export function stackProfiles({ stacks }: Pick<DeploymentFiles, 'stacks'>, units: readonly Unit[]): Profile[] {
  const deployments = stacks.flatMap((stack) => {
    const unit = units.find(({ path }) => path === folderOf(stack.file));
    return unit && stack.functions.length > 0 ? [deploymentOf(unit, stack)] : [];
  });
  return deployments.length === 0 ? [] : [{ name: 'functions', deployments, infrastructure: [] }];
}

/** Functions of one stack share their code: a variable of any of them is one of the unit. */
function deploymentOf(unit: Unit, { functions, at }: Stack): Deployment {
  const env = functions.flatMap((one) =>
    Object.entries(one.env).map(([name, entry]): [string, EnvEntry] => [name, { ...entry, source: 'stack' }]),
  );
  return { unit: unit.name, env: Object.fromEntries(env), hosts: [], ports: [], at };
}
