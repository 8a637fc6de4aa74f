import { definePattern } from '../model/pattern.js';

export const rolling = definePattern({
  id: 'rolling',
  title: 'Rolling deployment',
  category: 'deployment',
  summary: 'New instances replace old ones one by one, each taking traffic when it is ready.',
  cost: 0,
  drivers: [],
  baseline: { because: 'it costs nothing and is the default of every platform' },
  implies: ['readiness that is true', 'a graceful stop', 'versions N and N-1 that work on one schema'],
  benefits: ['no downtime, no double capacity'],
  tradeOffs: ['two versions answer side by side for a while'],
  simpler: 'It is the simple way.',
  trigger: 'anything is deployed',
  layer: 'rolling',
  rules: ['deployment/missing-strategy', 'deployment/rolling-without-readiness', 'deployment/latest-tag'],
});
