import path from 'node:path';

import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { type Manifest, refusals } from '../support/kubernetes.js';
import { filesLike, renderings } from '../support/rendered.js';

interface Pod {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly serviceAccountName?: string;
    readonly containers: readonly {
      readonly ports: readonly { readonly name: string }[];
      readonly env: readonly { readonly name: string }[];
    }[];
  };
}

/** Only what these tests read. */
interface Resource extends Manifest {
  readonly metadata: { readonly name: string };
  readonly resources?: readonly string[];
  readonly spec: {
    readonly template?: Pod;
    readonly workloadRef?: { readonly kind?: string; readonly name?: string; readonly scaleDown?: string };
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports?: readonly { readonly targetPort: string }[];
  };
}

const MANIFEST = /\/k8s\/[^/]+\.yaml$/;
const KUSTOMIZATION = '/k8s/kustomization.yaml';

test('every manifest is one that a cluster with Argo Rollouts accepts', { timeout: 300_000 }, async () => {
  const files = [...filesLike(MANIFEST)].filter(([where]) => !where.endsWith(KUSTOMIZATION));
  const manifests = new Map(files.map(([where, text]) => [where, withoutScaleDown(parse(text) as Resource)]));

  expect(new Set([...manifests.values()].map(({ kind }) => kind))).toEqual(
    new Set(['AnalysisTemplate', 'Deployment', 'NetworkPolicy', 'PodDisruptionBudget', 'Rollout', 'Service', 'ServiceAccount']),
  );
  expect(await refusals(manifests)).toEqual([]);
});

/** The last models for Node 20 are of Argo Rollouts 1.6; this field came with 1.7. */
function withoutScaleDown(manifest: Resource): Resource {
  if (manifest.kind !== 'Rollout') return manifest;
  const { scaleDown, ...rest } = manifest.spec.workloadRef ?? {};
  expect(['never', 'onsuccess', 'progressively']).toContain(scaleDown);
  return { ...manifest, spec: { ...manifest.spec, workloadRef: rest } };
}

describe.each([...renderings])('%s', (_title, tree) => {
  const folders = [...tree.keys()].filter((file) => file.endsWith(KUSTOMIZATION)).map((file) => path.posix.dirname(file));
  const resourcesOf = (folder: string) =>
    [...tree]
      .filter(([file]) => path.posix.dirname(file) === folder && MANIFEST.test(file))
      .map(([file, text]) => ({ ...(parse(text) as Resource), file: path.posix.basename(file) }));

  test.each(folders)('the resources in %s fit together', (folder) => {
    const all = resourcesOf(folder);
    const ofKind = (kind: string) => all.filter((resource) => resource.kind === kind);
    const [deployment] = ofKind('Deployment');
    const pod = deployment?.spec.template;
    const [container] = pod?.spec.containers ?? [];
    const ports = container?.ports.map(({ name }) => name);
    const variables = container?.env.map(({ name }) => name) ?? [];

    const listed = ofKind('Kustomization').flatMap(({ resources = [] }) => resources);
    expect([...listed].sort()).toEqual(all.flatMap(({ kind, file }) => (kind === 'Kustomization' ? [] : [file])).sort());
    for (const { spec } of ofKind('Service')) {
      expect(pod?.metadata.labels).toMatchObject(spec.selector ?? {});
      expect(ports).toEqual(expect.arrayContaining(spec.ports?.map(({ targetPort }) => targetPort) ?? []));
    }
    for (const { spec } of ofKind('Rollout')) {
      expect(spec.workloadRef).toMatchObject({ kind: 'Deployment', name: deployment?.metadata.name });
    }
    expect(variables).toEqual([...new Set(variables)]);
    expect(ofKind('ServiceAccount').map(({ metadata }) => metadata.name)).toEqual(
      pod?.spec.serviceAccountName === undefined ? [] : [pod.spec.serviceAccountName],
    );
  });
});
