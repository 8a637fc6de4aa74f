import type { Location } from '../../model/location.js';
import type { Violation } from '../../model/finding.js';
import type { Deployed, DeployedImage } from '../../model/practice.js';
import type { System } from '../../model/system.js';
import { defineRule } from '../../model/rule.js';
import { groupBy } from '../../shared/group-by.js';
import { listed, plural } from '../../shared/text.js';
import { isForDevelopment } from '../profiles.js';

export const latestTag = defineRule({
  meta: {
    id: 'deployment/latest-tag',
    family: 'deployment',
    summary: 'A deployment names the version of every image it runs.',
    why: 'With `latest`, or no tag at all, the same file deploys something else tomorrow, and there is nothing to roll back to.',
    fix: 'Name a version or a digest; let the pipeline put in the one that it built.',
    severity: 'warning',
    patterns: ['rolling'],
    cure: 'rolling',
    sources: ['Kubernetes documentation, Images: avoid the :latest tag when deploying containers in production'],
    exempt: [
      'images that are built from the repository',
      'compose files that run databases and tools alone',
      'tags that Skaffold, Tilt, kustomize or a variable puts in',
      'deployments for development and tests: by the name of their file, or by mounted source, a watcher or `NODE_ENV`',
    ],
    example: 'The Deployment of orders runs `image: shop/orders:latest`.',
    measures: ['images'],
    options: { infrastructure: { type: 'boolean', default: true, description: 'Databases and brokers in the same files too.' } },
  },
  *check(system, { infrastructure }) {
    const own = system.deployed.flatMap((one) => pulledBy(system, one, one.service));
    for (const [service, images] of groupBy(own, (one) => one.service ?? '')) yield* violation(images, [service]);
    if (infrastructure)
      yield* violation(
        system.infrastructure.flatMap((one) => (isDeployment(system, one) ? pulledBy(system, one) : [])),
        [],
      );
  },
});

function* violation(images: readonly Pulled[], services: readonly string[]): Generator<Violation> {
  const [first, ...others] = [...groupBy(images, ({ image }) => image).values()].flatMap((same) => same.slice(0, 1));
  if (first === undefined) return;
  const names = [first, ...others].map(({ image }) => image);
  yield {
    message: `${services[0] ?? 'the infrastructure'} runs ${plural(names.length, 'image')} without a version: ${listed(names, 4)}`,
    services,
    ...(services.length === 0 && { subject: 'infrastructure' }),
    at: first.at,
    label: first.image,
    related: others.map(({ at, image }) => ({ ...at, message: image })),
    metrics: { images: names.length },
  };
}

/** A compose file that runs nothing of the system is for whoever develops it. */
function isDeployment({ deployed }: System, { profile, running }: DeployedImage): boolean {
  return running?.workload !== undefined || deployed.some((one) => one.profile === profile && one.running !== undefined);
}

interface Pulled {
  readonly service?: string;
  readonly image: string;
  readonly at: Location;
}

/** The profile of what no file deploys borrows the infrastructure of another one. */
function pulledBy(system: System, { profile, at, running }: Pick<Deployed, 'profile' | 'at' | 'running'>, service?: string): Pulled[] {
  const image = running?.pulls;
  if (image === undefined || profile === 'code' || isForDevelopment(system, profile) || !isMoving(image)) return [];
  return [{ image, at, ...(service !== undefined && { service }) }];
}

/** `latest`, or nothing behind the name; a digest is as good as a version. */
function isMoving(image: string): boolean {
  if (image.includes('@')) return false;
  const tag = /:([^/:]*)$/.exec(image)?.[1];
  return tag === undefined || tag === 'latest';
}
