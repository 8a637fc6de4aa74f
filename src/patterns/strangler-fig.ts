import { definePattern } from '../model/pattern.js';

export const stranglerFig = definePattern({
  id: 'strangler-fig',
  title: 'Strangler fig',
  category: 'structure',
  summary: 'The legacy system is replaced capability by capability behind one façade, with an anti-corruption layer between old and new.',
  cost: 2,
  drivers: [
    {
      question: 'databases',
      effects: { legacy: 3, free: -2 },
      pro: 'a database that must stay cannot be replaced in one go',
      con: 'there is no legacy database to grow around',
    },
    {
      question: 'stacks',
      effects: { legacy: 3 },
      pro: 'old protocols have to be spoken until the last caller is gone',
    },
    {
      question: 'releases',
      effects: { weekly: 1, daily: 1 },
      pro: 'small steps can be released as they are done',
    },
    {
      question: 'outage',
      effects: { high: 1, critical: 1 },
      pro: 'a big-bang replacement risks the core flow',
    },
  ],
  implies: ['a façade that decides which side answers', 'an anti-corruption layer', 'an end date for each old part'],
  benefits: ['value from the first capability on', 'every step can be taken back'],
  tradeOffs: ['two systems run side by side for years', 'data has to be kept in step meanwhile'],
  simpler: 'Refactor in place, one module at a time.',
  trigger: 'a legacy system has to be replaced',
});
