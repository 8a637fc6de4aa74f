import { definePattern } from '../model/pattern.js';

export const health = definePattern({
  id: 'health',
  title: 'Health checks',
  category: 'observability',
  summary: 'Liveness, readiness and start-up are told apart; liveness never asks a dependency.',
  cost: 0,
  drivers: [],
  baseline: { because: 'no platform can restart or route around what says nothing' },
  implies: ['a graceful stop', 'readiness that checks what is needed to answer'],
  benefits: ['traffic goes only where it is answered', 'what hangs is restarted'],
  tradeOffs: ['a wrong liveness check restarts everything at once'],
  simpler: 'It is the simple way.',
  trigger: 'anything is deployed',
  layer: 'health',
  rules: ['observability/missing-health-check', 'observability/liveness-checks-dependency'],
});
