import { defineLibrary } from '../define-library.js';
import { publish, subscribe } from '../rows.js';
import { arg, originArg } from '../select.js';

const CLIENT = '@azure/service-bus.ServiceBusClient()';
const CREATED = /\.create(?:Sender|Receiver)$/;

/** A queue, or a topic with a subscription. */
export const serviceBus = defineLibrary({
  package: '@azure/service-bus',
  types: {
    '@azure/service-bus.ServiceBusSender': `${CLIENT}.createSender()`,
    '@azure/service-bus.ServiceBusReceiver': `${CLIENT}.createReceiver()`,
  },
  calls: {
    [`${CLIENT}.createSender().{sendMessages,scheduleMessages}`]: publish('servicebus', { topic: originArg(CREATED, 0) }),
    [`${CLIENT}.{createReceiver,acceptSession,acceptNextSession}`]: subscribe('servicebus', { topic: arg(0) }),
  },
  callbacks: {
    [`${CLIENT}.createReceiver().subscribe`]: {
      args: [],
      when: 'registered',
      entry: 'consumer',
      properties: ['processMessage'],
    },
  },
});
