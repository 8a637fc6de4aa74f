import { describe, expect, it } from 'vitest';

import { nodeService, packageJson, unitLines, type Files } from '../../support/tree.js';

const SERVICES: Files = { ...nodeService('services/orders'), ...nodeService('services/bills') };
const GATEWAY = "require('express')().listen(3000);";

function units(start: string, files: Files, dependencies: readonly string[] = ['express']): string[] {
  return unitLines({ ...SERVICES, 'package.json': packageJson('shop', dependencies, { scripts: { start } }), ...files });
}

const OTHERS = ['bills service js services/bills', 'orders service js services/orders'];

describe('a file that the root starts beside the services below', () => {
  it('is one of them where it listens', () => {
    expect(
      units('node run.js && node ./gateway.js', { 'gateway.js': GATEWAY, 'run.js': "require('child_process').spawn('npm');" }),
    ).toEqual([OTHERS[0], 'gateway gateway js gateway.js', OTHERS[1]]);
  });

  it.each([
    ['where it listens to nothing', 'node run.js', { 'run.js': "require('child_process').spawn('npm');" }, ['express']],
    ['where the root installs no server', 'node gateway.js', { 'gateway.js': GATEWAY }, ['concurrently']],
    ['where no script starts it', 'node run.js', { 'gateway.js': GATEWAY, 'run.js': '' }, ['express']],
  ])('is none %s', (_, start, files, dependencies) => {
    expect(units(start, files as Files, dependencies)).toEqual(OTHERS);
  });
});
