import { defineRule } from '../../model/rule.js';
import { groupBy } from '../../shared/group-by.js';
import { listed } from '../../shared/text.js';
import { practises } from '../practised.js';

export const missingDeadLetter = defineRule({
  meta: {
    id: 'event-driven/missing-dead-letter',
    family: 'event-driven',
    summary: 'A message that cannot be handled is put aside, where somebody sees it.',
    why: 'A message that fails every time is lost, or comes back for ever and holds up all that wait behind it.',
    fix: 'Try it again a few times, then move it to a queue of dead letters that is watched and can be replayed.',
    severity: 'warning',
    patterns: ['integration-events', 'message-queue'],
    onlyIfChosen: true,
    cure: 'integration-events',
    sources: ['G. Hohpe, B. Woolf, Enterprise Integration Patterns (Dead Letter Channel)'],
    exempt: [
      'brokers that put failed messages aside by themselves or by settings elsewhere: SQS, Pub/Sub, Service Bus, Bull',
      'services in whose code anything is called after dead letters',
      'requests that are sent by a broker: who asks is told',
    ],
    example: 'mails consumes `order-placed` from RabbitMQ and rejects what fails; the queue has no `x-dead-letter-exchange`.',
    measures: ['topics'],
    options: {},
  },
  *check(system) {
    const consumed = system.topics
      .filter(({ broker, isAsked }) => (broker === 'amqp' || broker === 'kafka') && isAsked !== true)
      .flatMap(({ name, consumers }) => consumers.map((consumer) => ({ ...consumer, name })));
    for (const [service, own] of groupBy(consumed, (one) => one.service)) {
      const names = [...new Set(own.map(({ name }) => name))];
      const [first] = own;
      if (first === undefined || practises(system, service, 'dead-letters')) continue;
      yield {
        message: `${service} has no place for messages of ${listed(names, 4)} that it cannot handle`,
        services: [service],
        at: first.at,
        label: `consumes ${first.name}`,
        metrics: { topics: names.length },
      };
    }
  },
});
