import { describe, expect, it } from 'vitest';

import { nodeService, packageJson, unitLines, type Files } from '../../support/tree.js';

/** A package without a script that starts it. */
function silent(folder: string): Files {
  return {
    [`${folder}/package.json`]: packageJson(folder, ['express']),
    [`${folder}/src/app.js`]: `import express from 'express';\nexpress();`,
  };
}

const PACKAGES: Files = { ...silent('back/ms-orders'), ...silent('back/ms-bills'), ...silent('back/common') };
const compose = (service: string): Files => ({ 'docker-compose.yml': `services:\n  buying: ${service}\n` });

describe('a service of a compose file', () => {
  it('is the package that its image starts, of several in the folder that is built', () => {
    const image =
      'FROM node\nWORKDIR /work\nCOPY common/src common/src\nCOPY ms-orders/src app/src/\nCMD ["node", "/work/app/src/app.js"]\n';
    const files = {
      ...PACKAGES,
      ...compose('{ build: { context: back, dockerfile: orders.Dockerfile } }'),
      'back/orders.Dockerfile': image,
    };
    expect(unitLines(files)).toEqual(['ms-orders service js back/ms-orders']);
  });

  it('is none of them where nothing says which it starts', () => {
    const files = {
      ...PACKAGES,
      ...compose('{ build: { context: back, dockerfile: orders.Dockerfile } }'),
      'back/orders.Dockerfile': 'FROM node\nCOPY . /work\nCMD ["node", "/elsewhere.js"]\n',
    };
    expect(unitLines(files)).toEqual([]);
  });

  it('is none of them where an image of somebody else runs', () => {
    const files = { ...PACKAGES, ...nodeService('web'), ...compose('{ image: acme/tool, command: node back/ms-orders/src/app.js }') };
    expect(unitLines(files)).toEqual(['web service js web']);
  });
});
