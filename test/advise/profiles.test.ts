import { describe, expect, it } from 'vitest';

import { advise } from '../../src/advise/advise.js';
import { questions, relevantQuestions } from '../../src/advise/questions/index.js';
import type { Verdict } from '../../src/model/advice.js';
import { patterns } from '../../src/patterns/index.js';
import { profiles } from '../support/profiles.js';

interface Expected {
  readonly structure: 'modular-monolith' | 'microservices';
  /** What a seasoned architect would recommend here, beside what is due everywhere … */
  readonly baseline: string;
  readonly adopt: string;
  readonly trial: string;
  /** … and what would be a mistake now, with the verdict it gets. */
  readonly not: Readonly<Record<string, Verdict>>;
  readonly because: string;
}

const EVERYWHERE = ['api-hardening', 'health', 'rest', 'rolling'];

const EXPECTED: Readonly<Record<keyof typeof profiles, Expected>> = {
  startup: {
    structure: 'modular-monolith',
    baseline: 'api-security',
    adopt: 'modular-monolith',
    trial: 'circuit-breaker',
    not: { microservices: 'avoid', 'event-sourcing': 'avoid', 'api-gateway': 'avoid', canary: 'avoid', tracing: 'defer' },
    because:
      'Four people who look for their market move boundaries every week: one deployable, one database, a login. The one party outside deserves a timeout, and a breaker at most there.',
  },
  'bank-ledger': {
    structure: 'modular-monolith',
    baseline: '',
    adopt: 'modular-monolith event-sourcing cqrs domain-events blue-green system-events',
    trial: 'transactional-outbox',
    not: { 'saga-choreography': 'avoid', 'saga-orchestration': 'avoid', 'cqrs-separate-store': 'avoid', microservices: 'defer' },
    because:
      'Postings must be atomic, so the ledger stays one consistency boundary; its whole history is asked for, kept for ever and the people know how: the textbook case of event sourcing, with the command and query split it needs. No saga: money that is half moved is not an option.',
  },
  'iot-ingest': {
    structure: 'microservices',
    baseline: 'api-gateway api-security tracing zero-trust',
    adopt: 'microservices database-per-service event-streaming integration-events transactional-outbox',
    trial: '',
    not: { 'message-queue': 'defer', 'event-sourcing': 'avoid', 'saga-choreography': 'avoid', cqrs: 'avoid', canary: 'avoid' },
    because:
      'Thousands of readings a second into a log that is there already; ingest scales apart from the portal. Telemetry is no aggregate with history, so no event sourcing; without metrics no canary.',
  },
  shop: {
    structure: 'microservices',
    baseline: 'api-gateway api-security tracing zero-trust',
    adopt: 'microservices database-per-service integration-events transactional-outbox saga-choreography circuit-breaker',
    trial: '',
    not: {
      'saga-orchestration': 'defer',
      'event-sourcing': 'avoid',
      'event-streaming': 'avoid',
      'cqrs-separate-store': 'defer',
      canary: 'avoid',
    },
    because:
      'Six teams that release weekly, end to end: the organisation is cut for services. Order, payment, stock are three steps and can be undone: choreography over events from an outbox, a breaker before the payment provider. A queue is there, so no log.',
  },
  'regulated-health': {
    structure: 'microservices',
    baseline: 'api-gateway api-security tracing zero-trust',
    adopt:
      'microservices database-per-service transactional-outbox saga-orchestration zero-trust-mesh network-segmentation blue-green system-events circuit-breaker',
    trial: '',
    not: { 'saga-choreography': 'defer', canary: 'defer', 'event-sourcing': 'defer', 'cqrs-separate-store': 'defer' },
    because:
      'Isolation by law splits the data; several clusters with a mesh that runs already make encryption of every hop cheap. Treatments have many steps and wait for people: an orchestrator with a status. Records must be erasable, so no event sourcing; a bad release must be taken back at once: blue-green.',
  },
  catalogue: {
    structure: 'microservices',
    baseline: 'api-gateway api-security tracing zero-trust',
    adopt: 'microservices database-per-service cqrs cqrs-separate-store transactional-outbox',
    trial: '',
    not: { 'event-sourcing': 'avoid', 'saga-choreography': 'avoid', 'saga-orchestration': 'avoid', 'circuit-breaker': 'avoid' },
    because:
      'Everybody reads, few write, and search wants another shape: a read store of its own, fed through an outbox, minutes behind. No operation spans capabilities, so there is nothing for a saga.',
  },
  'batch-b2b': {
    structure: 'modular-monolith',
    baseline: 'api-security',
    adopt: 'modular-monolith message-queue transactional-outbox api-keys domain-events system-events circuit-breaker',
    trial: 'strangler-fig',
    not: { microservices: 'defer', 'saga-orchestration': 'defer', 'api-gateway': 'defer', canary: 'avoid', 'event-streaming': 'avoid' },
    because:
      'Nightly peaks belong into a queue, not into services: monthly releases of shared code with half an ownership buy nothing. Partners are machines: keys, and a breaker where their systems hang. The long process is a status column until services are worth it.',
  },
  'legacy-split': {
    structure: 'modular-monolith',
    baseline: 'api-security',
    adopt: 'modular-monolith strangler-fig circuit-breaker',
    trial: 'domain-events system-events',
    not: { microservices: 'avoid', 'database-per-service': 'avoid', 'saga-orchestration': 'avoid', 'integration-events': 'avoid' },
    because:
      'As long as one database must stay and teams are cut by layer, services would be a distributed monolith: put a façade before it, cut modules inside, take capabilities out one by one.',
  },
  'ml-platform': {
    structure: 'microservices',
    baseline: 'api-gateway api-security tracing zero-trust',
    adopt: 'microservices database-per-service grpc message-queue integration-events transactional-outbox network-segmentation canary',
    trial: '',
    not: { 'event-sourcing': 'avoid', cqrs: 'avoid', 'saga-orchestration': 'avoid', 'blue-green': 'avoid' },
    because:
      'Models in one language, the product in another, and inference in tens of milliseconds: gRPC. Training jobs are spikes: a queue. Models are released daily and judged by their metrics: canary.',
  },
  'internal-crud': {
    structure: 'modular-monolith',
    baseline: 'api-security',
    adopt: 'modular-monolith',
    trial: '',
    not: { microservices: 'avoid', cqrs: 'avoid', 'event-sourcing': 'avoid', 'message-queue': 'avoid', 'circuit-breaker': 'avoid' },
    because: 'A form over a table for colleagues. Every pattern more is a cost without a buyer.',
  },
  'game-backend': {
    structure: 'microservices',
    baseline: 'api-gateway api-security tracing zero-trust',
    adopt: 'microservices database-per-service grpc integration-events transactional-outbox saga-choreography canary',
    trial: '',
    not: { 'blue-green': 'defer', 'event-sourcing': 'avoid', 'saga-orchestration': 'defer', cqrs: 'avoid', 'circuit-breaker': 'avoid' },
    because:
      'Matchmaking, inventory and shop scale and change apart, daily, under heavy traffic: canary. Internal frames are small and many: gRPC. A purchase gives an item in two steps that can be undone.',
  },
  'public-api': {
    structure: 'microservices',
    baseline: 'api-gateway api-security tracing zero-trust',
    adopt: 'microservices database-per-service integration-events transactional-outbox canary api-keys system-events network-segmentation',
    trial: '',
    not: { grpc: 'avoid', 'event-sourcing': 'avoid', 'blue-green': 'defer', 'saga-choreography': 'defer' },
    because:
      'The API is the product: a gateway, keys that are metered, a log of who did what, and canaries, because a bad release hurts every customer of every customer. Partners speak REST, not gRPC.',
  },
};

describe.each(Object.entries(EXPECTED))('%s', (name, expected) => {
  const answers = profiles[name as keyof typeof profiles];
  const advice = advise({ answers }, patterns);
  const having = (verdict: Verdict): string[] => advice.patterns.flatMap((one) => (one.verdict === verdict ? [one.pattern.id] : [])).sort();

  it('answers what it is asked', () => {
    expect(relevantQuestions(answers).filter(({ id }) => !(id in answers))).toEqual([]);
    for (const [id, given] of Object.entries(answers)) {
      const known = questions.find((question) => question.id === id)?.answers.map((choice) => choice.id) ?? [];
      expect(given.filter((one) => !known.includes(one))).toEqual([]);
    }
    expect(advice.confidence).toBe(100);
  });

  it(`gets what an architect would defend: ${expected.because}`, () => {
    expect(advice.structure.choice).toBe(expected.structure);
    expect(having('baseline')).toEqual([...EVERYWHERE, ...words(expected.baseline)].sort());
    expect(having('adopt')).toEqual(words(expected.adopt).sort());
    expect(having('trial')).toEqual(words(expected.trial).sort());
  });

  it('is kept from what would be a mistake', () => {
    const verdicts = Object.fromEntries(advice.patterns.map((one) => [one.pattern.id, one.verdict]));
    expect(verdicts).toMatchObject(expected.not);
  });
});

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}
