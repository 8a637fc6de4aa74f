import { definePattern } from '../model/pattern.js';

export const apiHardening = definePattern({
  id: 'api-hardening',
  title: 'API hardening',
  category: 'security',
  summary: 'Every route has a schema for its input, roles that may use it, a rate limit and HTTPS.',
  cost: 1,
  drivers: [],
  baseline: { because: 'input from outside a process is never trusted' },
  implies: ['a schema for each route', 'roles for each route', 'limits for rate and size'],
  benefits: ['most attacks end at the door', 'bad input is told, not stored'],
  tradeOffs: ['schemas to keep'],
  simpler: 'It is the simple way.',
  trigger: 'anything is called over a network',
  layer: 'api-security',
  rules: ['api-security/missing-input-validation', 'api-security/missing-rate-limit', 'api-security/missing-authorization'],
});
