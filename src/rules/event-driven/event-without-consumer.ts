import { defineRule } from '../../model/rule.js';
import { lonelyInLists } from './listed.js';
import { isOpenEnded, oneSided } from './topics.js';

export const eventWithoutConsumer = defineRule({
  meta: {
    id: 'event-driven/event-without-consumer',
    family: 'event-driven',
    summary: 'What is published is heard by somebody.',
    why: 'An event that nobody hears is work for nothing, or the consumer listens under another name and misses everything.',
    fix: 'Look for a name that differs by a letter; else stop publishing it, or say in msa.yaml who consumes it outside of the system.',
    severity: 'warning',
    patterns: ['integration-events', 'event-streaming'],
    onlyIfChosen: true,
    sources: ['AsyncAPI: messages need both ends'],
    exempt: [
      'events whose name is not known whole',
      'systems with a service in another language, or with a subscription whose name is not known: there the lists of msa.yaml are compared, if every such service has them, and only names in two spellings are told',
      'dead letters, replies, and requests that are sent by a broker',
      'queues that a binding may lead to from an exchange nobody else hears, and brokers of which not one of three events has both ends',
    ],
    example: 'orders publishes `order.placed`, mails consumes `order-placed`.',
    options: {},
  },
  *check(system) {
    const lonely = isOpenEnded(system) ? lonelyInLists(system, 'consumers') : oneSided(system, 'consumers');
    for (const { name, broker, ends } of lonely) {
      const [first, ...others] = ends;
      if (first === undefined) continue;
      const services = [...new Set(ends.map(({ service }) => service))];
      yield {
        message: `nobody consumes ${name}, which ${services.join(', ')} publishes`,
        services,
        subject: `${broker} ${name}`,
        at: first.at,
        label: `publishes ${name}`,
        related: others.map(({ at, service }) => ({ ...at, message: `${service} publishes it too` })),
      };
    }
  },
});
