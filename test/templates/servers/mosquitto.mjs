// Mosquitto, for MQTT.
import { writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';

import { answers, freePort, install, ownFolder, start, until } from './server.mjs';

const PROGRAM = '/usr/sbin/mosquitto';

/** CONNECT of MQTT 3.1.1, without a name and with a clean session: it is answered by CONNACK. */
const HELLO = '\x10\x0c\x00\x04MQTT\x04\x02\x00\x3c\x00\x00';

export async function startMosquitto() {
  install('mosquitto', PROGRAM);
  const cwd = ownFolder('mosquitto');
  const port = await freePort();
  const settings = {
    // Started as root it would become somebody else, who may not write here.
    user: userInfo().username,
    listener: `${port} 127.0.0.1`,
    allow_anonymous: true,
    persistence: true,
    persistence_location: `${cwd}/`,
    max_queued_messages: 0,
  };
  const file = join(cwd, 'mosquitto.conf');
  writeFileSync(
    file,
    Object.entries(settings)
      .map(([name, value]) => `${name} ${value}\n`)
      .join(''),
  );
  const server = start(PROGRAM, ['-c', file], { cwd });
  await until(() => answers(port, HELLO));
  return { env: { MQTT_URL: `mqtt://127.0.0.1:${port}` }, stop: server.stop };
}
