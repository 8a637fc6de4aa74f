import { count, embedded, milliseconds } from '../config.js';
import { db as databaseToken } from '../database/db.js';
import { defineModule } from '../module.js';
import { clients } from '../rest/module.js';
import { peers } from '../rest/peers.js';
import { fulfilWidget } from './fulfilment.js';
import { Orchestrator, orchestrator } from './orchestrator.js';
import { inMemoryParticipant, overHttp, type Participant } from './participants.js';
import { addSagaRoutes } from './routes.js';
import { sagaStore } from './store.js';

const STAND_IN = 'memory:';

export const sagaOrchestration = defineModule({
  name: 'saga-orchestration',
  stage: 'feature',
  env: {
    INVENTORY_URL: embedded(STAND_IN),
    PAYMENT_URL: embedded(STAND_IN),
    SAGA_POLL_MS: milliseconds(500),
    SAGA_STEP_TIMEOUT_MS: count(10_000),
    SAGA_MAX_ATTEMPTS: count(5),
    SAGA_RETRY_MS: milliseconds(1000),
  },
  start(service, env) {
    const db = service.use(databaseToken);
    const participant = (peer: string, url: string, collection: string): Participant => {
      const known = service.use(peers).get(peer);
      if (known !== undefined) return overHttp(known, collection);
      return url === STAND_IN ? inMemoryParticipant() : overHttp(service.use(clients)(peer, url), collection);
    };
    // Steps of your own may need more of the service than the participants.
    const parts = {
      service,
      inventory: participant('inventory', env.INVENTORY_URL, 'reservations'),
      payment: participant('payment', env.PAYMENT_URL, 'payments'),
    };
    const fulfilment = fulfilWidget(parts);
    const sagas = new Orchestrator(
      { db, store: sagaStore(db), calls: service.calls, log: service.log },
      {
        poll: env.SAGA_POLL_MS,
        stepTimeout: env.SAGA_STEP_TIMEOUT_MS,
        maxAttempts: env.SAGA_MAX_ATTEMPTS,
        firstPause: env.SAGA_RETRY_MS,
      },
    );
    sagas.register(fulfilment);
    service.provide(orchestrator, sagas);
    addSagaRoutes(service.http, sagas, fulfilment);
    service.onListening(() => {
      sagas.start();
    });
    service.onStop(async () => sagas.stop());
  },
});
