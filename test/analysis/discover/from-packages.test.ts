import { describe, expect, it } from 'vitest';

import { nodeService, packageJson, unitLines, type Files } from '../../support/tree.js';

describe('packages that start a process', () => {
  it('are services where only one of them is deployed, by a compose file and a Dockerfile of its own', () => {
    const files = {
      ...nodeService('users'),
      'users/Dockerfile': 'FROM node:22\nCMD ["node", "index.js"]\n',
      'users/docker-compose.yml': 'services:\n  users:\n    build: .\n',
      ...nodeService('bookings'),
      ...nodeService('mail'),
    };
    expect(unitLines(files)).toEqual(['bookings service js bookings', 'mail service js mail', 'users service js users']);
  });

  it('are services without a script to start them, where their code listens', () => {
    const manifest = (name: string): string =>
      JSON.stringify({ name, main: 'index.js', scripts: { test: 'exit 1' }, dependencies: { express: '4' } });
    const files = {
      ...nodeService('users'),
      'bookings/package.json': manifest('bookings'),
      'bookings/Server.js': `const app = require('express')(); app.listen(3000);`,
      'routes/package.json': manifest('routes'),
      'routes/index.js': `module.exports = require('express').Router();`,
    };
    expect(unitLines(files)).toEqual(['bookings service js bookings', 'users service js users']);
  });

  it('are services where others take a client of them, which is not what listens', () => {
    const taken = (folder: string, listens: string): Files => ({
      [`packages/${folder}/package.json`]: packageJson(`@acme/${folder}`, ['express'], {
        main: 'dist/index.js',
        scripts: { dev: 'nodemon' },
      }),
      [`packages/${folder}/lib/${listens}.ts`]: "import express from 'express'; express().listen(3000);",
    });
    const files = {
      'package.json': '{ "workspaces": ["packages/*"] }',
      ...nodeService('packages/jobs', ['express', '@acme/tasks', '@acme/server-kit']),
      ...taken('tasks', 'app'),
      ...taken('server-kit', 'index'),
    };
    expect(unitLines(files)).toEqual(['jobs service js packages/jobs', 'tasks service ts packages/tasks']);
  });

  it('are pages that are only built', () => {
    const files = {
      ...nodeService('api'),
      'portal/package.json': packageJson('portal', ['@angular/core'], { scripts: { build: 'ng build' } }),
      'portal/angular.json': '{}',
      'portal/src/main.ts': 'export {};',
    };
    expect(unitLines(files)).toEqual(['api service js api', 'portal frontend ts portal']);
  });

  it('are services where a folder beside them says how they are built', () => {
    const image = 'FROM node:22\nCMD ["npm", "start"]\n';
    const files = {
      ...nodeService('src/portal'),
      'src/portal/build/portal.common.dockerfile': image,
      ...nodeService('src/alerts/src/mailer'),
      ...nodeService('src/alerts/src/keeper'),
      'src/alerts/build/mailer.common.dockerfile': image,
      'src/alerts/build/keeper.common.dockerfile': image,
      ...nodeService('src/base-image'),
      'src/base-image/build/base-image.common.dockerfile': image,
    };
    expect(unitLines(files)).toEqual([
      'keeper service js src/alerts/src/keeper',
      'mailer service js src/alerts/src/mailer',
      'portal service js src/portal',
    ]);
  });

  it('are none where their image only migrates', () => {
    const files = {
      ...nodeService('apps/users'),
      ...nodeService('apps/bookings'),
      'packages/tables/package.json': '{ "name": "@acme/tables", "main": "src/index.ts" }',
      'packages/tables/src/index.ts': 'export const a = 1;',
      'packages/tables/Dockerfile': 'FROM node:22\nCMD ["node", "src/migrate.mjs"]\n',
      'compose.yaml': [
        'services:',
        '  tables:',
        '    build: { context: ., dockerfile: packages/tables/Dockerfile }',
        '  users:',
        '    build: apps/users',
        '    depends_on: { tables: { condition: service_completed_successfully } }',
      ].join('\n'),
    };
    expect(unitLines(files)).toEqual(['bookings service js apps/bookings', 'tables job ts packages/tables', 'users service js apps/users']);
  });

  it('are none beside services that are deployed elsewhere', () => {
    const files = {
      'docker-compose.yml': 'services:\n  users:\n    build: ./deploy/users\n  mail:\n    build: ./deploy/mail\n',
      ...nodeService('deploy/users'),
      ...nodeService('deploy/mail'),
      ...nodeService('playground'),
    };
    expect(unitLines(files)).toEqual(['mail service js deploy/mail', 'users service js deploy/users']);
  });

  it('are none where Nx or Nest call them libraries', () => {
    const files = {
      ...nodeService('apps/users'),
      ...nodeService('apps/bookings'),
      'libs/services/shared/package.json': '{ "name": "@acme/shared" }',
      'libs/services/shared/project.json': '{ "projectType": "library" }',
      'libs/services/shared/src/index.ts': 'export const a = 1;',
      'nest-cli.json': '{ "projects": { "common": { "type": "library", "root": "libs/services/common" } } }',
      'libs/services/common/package.json': '{ "name": "@acme/common" }',
      'libs/services/common/src/index.ts': 'export const a = 1;',
    };
    expect(unitLines(files)).toEqual(['bookings service js apps/bookings', 'users service js apps/users']);
  });

  it('are not one with the image of the whole repository', () => {
    const files = {
      'docker-compose.yml': 'services:\n  backend:\n    build: .\n',
      Dockerfile: 'FROM node:22\nCMD ["./entrypoint.sh"]\n',
      'package.json': '{ "scripts": { "start": "node scripts/start.mjs" }, "dependencies": { "express": "4" } }',
      'nest-cli.json': JSON.stringify({
        projects: { users: { type: 'application', root: 'apps/users' }, mail: { type: 'application', root: 'apps/mail' } },
      }),
      'apps/users/src/main.ts': `import express from 'express'; express().listen(1);`,
      'apps/mail/src/main.ts': `import express from 'express'; express().listen(2);`,
      'libs/dto/src/index.ts': 'export const a = 1;',
    };
    expect(unitLines(files)).toEqual(['mail service ts apps/mail', 'users service ts apps/users']);
  });
});
