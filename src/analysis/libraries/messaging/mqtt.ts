import { defineLibrary } from '../define-library.js';
import { onEach, publish, subscribe } from '../rows.js';
import { arg, isText, option, origin, type Selector } from '../select.js';

const CLIENTS = ['mqtt', 'async-mqtt'].flatMap((pkg) => ['connect()', 'connectAsync()'].map((made) => `${pkg}.${made}`));

/** `connect(url, options)`, `connect({ host })`. */
const address: Selector = ({ callee }) => {
  const given = origin(callee, /\.connect(?:Async)?$/)?.args[0];
  return isText(given) ? given : (option(given, 'host') ?? option(given, 'hostname'));
};

export const mqtt = defineLibrary({
  package: 'mqtt',
  types: { 'mqtt.MqttClient': 'mqtt.connect()', 'mqtt.Client': 'mqtt.connect()', 'async-mqtt.AsyncMqttClient': 'async-mqtt.connect()' },
  calls: {
    ...onEach(CLIENTS, '{publish,publishAsync}', publish('mqtt', { topic: arg(0), address })),
    ...onEach(CLIENTS, '{subscribe,subscribeAsync}', subscribe('mqtt', { topic: arg(0), address })),
  },
  callbacks: onEach(CLIENTS, 'on', { args: [1], when: 'registered' as const, entry: 'consumer' as const }),
});
