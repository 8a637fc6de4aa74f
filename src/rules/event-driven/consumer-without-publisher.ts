import { defineRule } from '../../model/rule.js';
import { lonelyInLists } from './listed.js';
import { isOpenEnded, oneSided, readsTheLog } from './topics.js';

export const consumerWithoutPublisher = defineRule({
  meta: {
    id: 'event-driven/consumer-without-publisher',
    family: 'event-driven',
    summary: 'What is waited for is published by somebody.',
    why: 'A consumer of an event that nobody publishes never runs: what it should do is not done, and nothing fails.',
    fix: 'Look for a name that differs by a letter; else remove the consumer, or say in msa.yaml who publishes it outside of the system.',
    severity: 'warning',
    patterns: ['integration-events'],
    onlyIfChosen: true,
    sources: ['AsyncAPI: messages need both ends'],
    exempt: [
      'events whose name is not known whole, and patterns with `*` or `#`',
      'systems with a service in another language, or with something published whose name is not known: there the lists of msa.yaml are compared, if every such service has them',
      'dead letters, replies, and requests that are sent by a broker',
      'queues of AMQP that a binding may lead to: of these only names that somebody publishes in another spelling are told',
      'brokers of which not one of three events has both ends',
      'systems that publish from the log of a database (Debezium)',
    ],
    example: 'mails consumes `order-placed`, orders publishes `order.placed`.',
    options: {},
  },
  *check(system) {
    if (readsTheLog(system)) return;
    const lonely = isOpenEnded(system) ? lonelyInLists(system, 'publishers') : oneSided(system, 'publishers');
    for (const { name, broker, ends } of lonely) {
      const [first, ...others] = ends;
      if (first === undefined) continue;
      const services = [...new Set(ends.map(({ service }) => service))];
      yield {
        message: `nobody publishes ${name}, for which ${services.join(', ')} waits`,
        services,
        subject: `${broker} ${name}`,
        at: first.at,
        label: `consumes ${name}`,
        related: others.map(({ at, service }) => ({ ...at, message: `${service} waits for it too` })),
      };
    }
  },
});
