import { definePattern } from '../model/pattern.js';

export const canary = definePattern({
  id: 'canary',
  title: 'Canary deployment',
  category: 'deployment',
  summary: 'The new version gets a small share of the traffic, and more while its metrics hold; else it is taken back by itself.',
  cost: 3,
  savings: [{ question: 'platform', answers: ['mesh'], points: 1 }],
  drivers: [
    {
      question: 'load',
      effects: { low: -3, medium: 1, high: 3, spiky: 1 },
      pro: 'a small share of this traffic tells enough',
      con: 'a small share of little traffic tells nothing',
    },
    {
      question: 'releases',
      effects: { quarterly: -2, monthly: -1, weekly: 1, daily: 3 },
      pro: 'frequent small releases are judged by themselves',
      con: 'releases are too seldom to build it for',
    },
    {
      question: 'outage',
      effects: { high: 1, critical: 1 },
      pro: 'a bad release hurts a few users only',
    },
    {
      question: 'platform',
      effects: { vm: -2, mesh: 1 },
      pro: 'the mesh splits the traffic',
      con: 'there is nothing that splits traffic',
    },
    {
      question: 'rollback',
      effects: { instant: 1, hours: -1 },
      pro: 'it takes itself back',
      con: 'a bad release may be mended by the next one',
    },
  ],
  blocked: [
    { question: 'operations', answers: ['manual', 'ci', 'cd'], because: 'without metrics and on-call nobody can judge a canary' },
    { question: 'operations', answers: ['unknown'], because: 'it is not known whether there are metrics to judge a canary by' },
  ],
  conflicts: ['blue-green'],
  implies: ['metrics of what users notice', 'a traffic split', 'a rule that aborts by itself'],
  benefits: ['real traffic tests every release', 'small damage'],
  tradeOffs: ['two versions for longer', 'only as good as its metrics'],
  simpler: 'Rolling deployment and feature flags.',
  trigger: 'there are metrics of what users notice, traffic above 50 requests a second and releases every week',
  layer: 'canary',
  rules: ['deployment/canary-without-metrics', 'deployment/missing-strategy'],
});
