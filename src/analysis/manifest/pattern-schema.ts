const TEXT = { type: 'string', minLength: 1 } as const;
const LIST = { type: 'array', items: TEXT, uniqueItems: true } as const;

const VERDICT = { enum: ['adopt', 'trial'] } as const;

const DRIVER = {
  type: 'object',
  description: 'What the answers to one question of `msa advise` weigh.',
  required: ['question', 'effects'],
  additionalProperties: false,
  properties: {
    question: { ...TEXT, description: 'Question, as in msa.answers.yaml.' },
    effects: {
      type: 'object',
      additionalProperties: { type: 'integer', minimum: -3, maximum: 3 },
      description: 'Answer → -3 (strongly against) to 3 (strongly for).',
    },
    pro: { ...TEXT, description: 'Why answers speak for it.' },
    con: { ...TEXT, description: 'Why answers speak against it.' },
  },
} as const;

const OWN = {
  type: 'object',
  description: 'A pattern of your own.',
  required: ['title', 'summary', 'drivers'],
  additionalProperties: false,
  properties: {
    verdict: VERDICT,
    title: { ...TEXT, description: 'Its name.' },
    summary: { ...TEXT, description: 'What it is, one sentence.' },
    category: { enum: ['structure', 'communication', 'data', 'resilience', 'deployment', 'security', 'observability'] },
    cost: { type: 'integer', minimum: 0, maximum: 5, description: 'Complexity points, 0 (free) to 5; default 1.' },
    drivers: { type: 'array', items: DRIVER, description: 'Which answers speak for and against it.' },
    requires: { ...LIST, description: 'Patterns that must be there first.' },
    conflicts: { ...LIST, description: 'Patterns that answer the same question otherwise.' },
    implies: { ...LIST, description: 'What it takes beside other patterns.' },
    benefits: { ...LIST, description: 'What it gives.' },
    tradeOffs: { ...LIST, description: 'What is paid for it.' },
    simpler: { ...TEXT, description: 'What to do as long as it does not pay.' },
    trigger: { ...TEXT, description: 'When to think again, as the end of "wait until …".' },
    rules: { ...LIST, description: 'Rules that prove it is kept.' },
  },
} as const;

/** One entry of `patterns`. */
export const PATTERN_SCHEMA = {
  description: '`adopt` or `trial` for a pattern of `msa patterns`, or a map that describes one of your own.',
  anyOf: [VERDICT, OWN],
} as const;
