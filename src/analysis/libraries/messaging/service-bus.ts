import { defineLibrary } from '../define-library.js';
import { onEach, publish, subscribe } from '../rows.js';
import { origin, originArg, type Selector } from '../select.js';

const PKG = '@azure/service-bus';
const CLIENTS = [`${PKG}.ServiceBusClient()`, `${PKG}.ServiceBusClient.createFromConnectionString()`];
const onAll = (names: string): string[] => CLIENTS.flatMap((client) => names.split(',').map((name) => `${client}.${name}()`));
/** Version 1 made a client for each queue and topic first. */
const SENDERS = [...onAll('createSender'), ...onAll('createQueueClient,createTopicClient').map((of) => `${of}.createSender()`)];
const RECEIVERS = [
  ...onAll('createReceiver,acceptSession,acceptNextSession'),
  ...onAll('createQueueClient,createSubscriptionClient').map((of) => `${of}.createReceiver()`),
];

/** The first argument of the call that made sender or receiver: a queue, or a topic whose subscription follows. */
const entity: Selector = ({ callee }) =>
  (
    origin(callee, /\.create(?:Queue|Topic|Subscription)Client$/) ??
    origin(callee, /\.(?:createSender|createReceiver|acceptSession|acceptNextSession)$/)
  )?.args[0];
const address = originArg(/\.(?:ServiceBusClient|createFromConnectionString)$/, 0);

/** Azure Service Bus. */
export const serviceBus = defineLibrary({
  package: PKG,
  types: {
    [`${PKG}.ServiceBusSender`]: `${PKG}.ServiceBusClient().createSender()`,
    [`${PKG}.ServiceBusReceiver`]: `${PKG}.ServiceBusClient().createReceiver()`,
  },
  calls: {
    ...onEach(SENDERS, '{sendMessages,scheduleMessages,send,sendBatch}', publish('servicebus', { topic: entity, address })),
    ...onEach(
      RECEIVERS,
      '{subscribe,receiveMessages,getMessageIterator,registerMessageHandler}',
      subscribe('servicebus', { topic: entity, address }),
    ),
  },
  callbacks: {
    ...onEach(RECEIVERS, 'subscribe', {
      args: [] as number[],
      when: 'registered' as const,
      entry: 'consumer' as const,
      properties: ['processMessage', 'processError'],
    }),
    ...onEach(RECEIVERS, 'registerMessageHandler', { args: 'all' as const, when: 'registered' as const, entry: 'consumer' as const }),
  },
});
