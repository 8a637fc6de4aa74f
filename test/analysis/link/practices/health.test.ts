import { expect, it } from 'vitest';

import { systemOf } from '../../../support/link.js';

const checksOf = (code: string) => systemOf({ units: { orders: code } }).healthChecks.map(({ service, at }) => `${service} ${at.line}`);

it.each([
  ['a path', `import express from 'express';\nexpress().get('/healthz', (req, res) => res.end());`],
  ['a path below others', `import express from 'express';\nexpress().get('/api/v1/health-check', (req, res) => res.end());`],
  ['a path that goes on', `import express from 'express';\nexpress().get('/healthz/status', (req, res) => res.end());`],
  [
    'what is answered',
    `import express from 'express';\nexpress().use('/', (req, res) => res.status(200).json({ message: 'I am healthy' }));`,
  ],
  ['a class', `import { Controller } from '@nestjs/common';\n@Controller() export class HealthController {}`],
  ['a library', `import { createTerminus } from '@godaddy/terminus';\ncreateTerminus({}, {});`],
])('%s tells whether the service is well', (_, code) => {
  expect(checksOf(code)).toEqual(['orders 2']);
});

it.each([
  ['the address of another service', `fetch('http://billing:3000/health');`],
  ['a word that begins like it', `import express from 'express'; express().get('/healthcare', (req, res) => res.end());`],
  ['what a service of health answers', `import express from 'express'; express().get('/health/patients', (req, res) => res.json({}));`],
  ['a text', `console.log('health is fine');`],
])('%s tells nothing of it', (_, code) => {
  expect(checksOf(code)).toEqual([]);
});
