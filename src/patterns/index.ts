import type { Pattern } from '../model/pattern.js';
import { apiGateway } from './api-gateway.js';
import { apiHardening } from './api-hardening.js';
import { apiKeys } from './api-keys.js';
import { apiSecurity } from './api-security.js';
import { blueGreen } from './blue-green.js';
import { canary } from './canary.js';
import { circuitBreaker } from './circuit-breaker.js';
import { cqrs } from './cqrs.js';
import { cqrsSeparateStore } from './cqrs-separate-store.js';
import { databasePerService } from './database-per-service.js';
import { domainEvents } from './domain-events.js';
import { eventSourcing } from './event-sourcing.js';
import { eventStreaming } from './event-streaming.js';
import { grpc } from './grpc.js';
import { health } from './health.js';
import { integrationEvents } from './integration-events.js';
import { messageQueue } from './message-queue.js';
import { microservices } from './microservices.js';
import { modularMonolith } from './modular-monolith.js';
import { networkSegmentation } from './network-segmentation.js';
import { rest } from './rest.js';
import { rolling } from './rolling.js';
import { sagaChoreography } from './saga-choreography.js';
import { sagaOrchestration } from './saga-orchestration.js';
import { stranglerFig } from './strangler-fig.js';
import { systemEvents } from './system-events.js';
import { tracing } from './tracing.js';
import { transactionalOutbox } from './transactional-outbox.js';
import { zeroTrust } from './zero-trust.js';
import { zeroTrustMesh } from './zero-trust-mesh.js';

/** All patterns: structure first, then how parts talk, keep data, fail, are deployed, guarded and watched. */
export const patterns: readonly Pattern[] = [
  modularMonolith,
  microservices,
  stranglerFig,
  databasePerService,
  apiGateway,
  rest,
  grpc,
  messageQueue,
  eventStreaming,
  domainEvents,
  integrationEvents,
  systemEvents,
  transactionalOutbox,
  circuitBreaker,
  sagaChoreography,
  sagaOrchestration,
  cqrs,
  cqrsSeparateStore,
  eventSourcing,
  rolling,
  blueGreen,
  canary,
  zeroTrust,
  zeroTrustMesh,
  networkSegmentation,
  apiSecurity,
  apiKeys,
  apiHardening,
  tracing,
  health,
];
