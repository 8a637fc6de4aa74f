import { definePattern } from '../model/pattern.js';

export const blueGreen = definePattern({
  id: 'blue-green',
  title: 'Blue-green deployment',
  category: 'deployment',
  summary: 'The new version runs beside the old one and gets all traffic in one switch, which can be switched back.',
  cost: 2,
  drivers: [
    {
      question: 'outage',
      effects: { low: -1, high: 1, critical: 3 },
      pro: 'an outage costs more than double capacity',
      con: 'an outage costs less than double capacity',
    },
    {
      question: 'rollback',
      effects: { instant: 3, hours: -1 },
      pro: 'a bad release must be taken back at once',
      con: 'a bad release may be mended by the next one',
    },
    {
      question: 'releases',
      effects: { quarterly: 1, monthly: 1, daily: -2 },
      pro: 'releases are seldom, and each is a large step',
      con: 'daily switches of everything are too coarse',
    },
    {
      question: 'operations',
      effects: { manual: -3, ci: -1, observed: 1 },
      pro: 'the switch is automated and watched',
      con: 'switching by hand is a risk of its own',
    },
  ],
  conflicts: ['canary'],
  implies: ['smoke tests before the switch', 'migrations by expand and contract'],
  benefits: ['rollback in seconds', 'the new version is tested where it will run'],
  tradeOffs: ['double capacity while it lasts', 'both versions work on one database'],
  simpler: 'Rolling deployment with a fast rollback.',
  trigger: 'a bad release has cost more than the second set of machines',
  layer: 'blue-green',
  rules: ['deployment/blue-green-without-switch', 'deployment/missing-strategy'],
});
