import { expect, it } from 'vitest';

import { commandsFor } from '../../src/scaffold/suggest.js';
import { TEMPLATES, templatesOf } from '../support/scaffold.js';

const templates = templatesOf({ ...TEMPLATES, 'api-front/layer.yaml': 'summary: front\ncalls: [rest]\nconflicts: [rest]\n' });

it.each([
  { adopt: ['rest', 'events'], trial: [], commands: ['msa new service NAME --patterns rest,events'] },
  {
    adopt: ['api-front', 'rest', 'events', 'queue'], // queue and events exclude each other
    trial: ['queue', 'database'],
    commands: ['msa new service NAME --patterns rest,events', 'msa new service front --patterns api-front,events', 'msa add database NAME'],
  },
  { adopt: ['unheard-of', 'base'], trial: [], commands: [] },
])('$adopt, and on trial $trial', ({ adopt, trial, commands }) => {
  expect(commandsFor({ adopt, trial }, templates)).toEqual(commands);
});
