import { describe, expect, it } from 'vitest';

import { isJobCommand, isJobName } from '../../../src/analysis/deployment-files/jobs.js';

describe('jobs', () => {
  it.each([
    ['orders-migrate', true],
    ['migrations', true],
    ['db-seed', true],
    ['load-gen', true],
    ['orders', false],
    ['immigration', false],
    ['initiatives', false],
    ['seedlings', false],
  ])('the name %s: %s', (name, expected) => {
    expect(isJobName(name)).toBe(expected);
  });

  it.each([
    ['npx node-pg-migrate up -d DB', true],
    ['npx prisma migrate deploy', true],
    ['yarn typeorm migration:run', true],
    ['npx sequelize-cli db:migrate', true],
    ['sh -c "npm run migrate && npm run seed"', true],
    ['wait-for db:5432 -- npm run migrate:latest', true],
    ['npx prisma migrate deploy && node dist/main.js', false],
    ['sh -c "npm run migrate; npm start"', false],
    ['node dist/main.js', false],
    ['', false],
  ])('the command %s: %s', (command, expected) => {
    expect(isJobCommand(command)).toBe(expected);
  });
});
