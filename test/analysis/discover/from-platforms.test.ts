import { describe, expect, it } from 'vitest';

import { packageJson, unitLines, unitOf, type Files } from '../../support/tree.js';

/** A package of no known kind, whose start script is a tool of the platform. */
function plain(folder: string): Files {
  return { [`${folder}/package.json`]: packageJson('x', [], { main: 'dist/index.js' }), [`${folder}/src/index.js`]: 'export const a = 1;' };
}

describe('what a platform runs', () => {
  it('is a service where Fly.io has an app of it, reached by the names of the app', () => {
    const files = { ...plain('prober'), 'prober/fly.toml': 'app = "acme-prober"\n[http_service]\n  internal_port = 8080\n' };
    expect(unitLines(files)).toEqual(['prober service js prober']);
    expect(unitOf(files, 'prober').aliases).toEqual([
      'prober',
      'acme-prober',
      'acme-prober.fly.dev',
      'acme-prober.internal',
      'acme-prober.flycast',
      'x',
    ]);
  });

  it('is a service of Render where it names its folder, and no site of files', () => {
    const services = [
      '  - { type: web, name: acme-orders, rootDir: orders }',
      '  - { type: static, name: acme-site, rootDir: site }',
      '  - { type: worker, name: acme-mail }',
    ];
    const files = { ...plain('orders'), ...plain('site'), 'render.yaml': `services:\n${services.join('\n')}\n` };
    expect(unitLines(files)).toEqual(['orders service js orders']);
    expect(unitOf(files, 'orders').aliases).toContain('acme-orders.onrender.com');
  });

  it('is a service that azure.yaml deploys, and an app of Azure Functions', () => {
    const files = {
      ...plain('packages/orders'),
      ...plain('packages/mail'),
      ...plain('packages/texts'),
      'azure.yaml': 'name: acme\nservices:\n  cart:\n    project: packages/orders\n    host: containerapp\n',
      'packages/mail/host.json': '{ "version": "2.0", "extensionBundle": {} }',
      'packages/texts/host.json': '{ "host": "texts" }',
    };
    expect(unitLines(files)).toEqual(['mail service js packages/mail', 'orders service js packages/orders']);
    expect(unitOf(files, 'orders').aliases).toContain('cart');
  });

  it('is known by the name that sidecars of Dapr have for it', () => {
    const template = `metadata: { annotations: { dapr.io/app-id: order-app } }, spec: { containers: [{ name: orders, image: acme/orders }] }`;
    const files = {
      ...plain('orders'),
      'k8s/orders.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: orders }\nspec: { template: { ${template} } }\n`,
    };
    expect(unitOf(files, 'orders').aliases).toContain('order-app');
  });
});
