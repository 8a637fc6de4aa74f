import { array, lit } from '../../../model/residual.js';
import { defineLibrary } from '../define-library.js';
import { onEach, publish, subscribe } from '../rows.js';
import { arg, isText, option, origin, type Selector } from '../select.js';

/** A topic, a list of topics, or topics as the keys of `{ 'orders/+': { qos: 1 } }`. */
const topics: Selector = ({ args: [first] }) => (first?.k === 'object' ? array([...first.props.keys()].map(lit)) : first);
const MQTT = ['mqtt.connect()', 'mqtt.connectAsync()', 'async-mqtt.connect()', 'async-mqtt.connectAsync()'];
/** `connect(url, options)`, `connect({ host })`. */
const address: Selector = ({ callee }) => {
  const given = origin(callee, /\.connect(?:Async)?$/)?.args[0];
  return isText(given) ? given : (option(given, 'host') ?? option(given, 'hostname'));
};

export const mqtt = defineLibrary({
  package: 'mqtt',
  types: { 'mqtt.MqttClient': 'mqtt.connect()', 'mqtt.Client': 'mqtt.connect()', 'async-mqtt.AsyncMqttClient': 'async-mqtt.connect()' },
  calls: {
    ...onEach(MQTT, '{publish,publishAsync}', publish('mqtt', { topic: arg(0), address })),
    ...onEach(MQTT, '{subscribe,subscribeAsync}', subscribe('mqtt', { topic: topics, address })),
  },
  callbacks: onEach(MQTT, 'on', { args: [1], when: 'registered' as const, entry: 'consumer' as const }),
});
