import type { Rule } from '../model/rule.js';
import { bypassedGateway } from './api-gateway/bypassed-gateway.js';
import { gatewayWithoutAuth } from './api-gateway/gateway-without-auth.js';
import { gatewayWithoutRateLimit } from './api-gateway/gateway-without-rate-limit.js';
import { logicInGateway } from './api-gateway/logic-in-gateway.js';
import { missingGateway } from './api-gateway/missing-gateway.js';
import { unversionedApi } from './api-gateway/unversioned-api.js';
import { missingAuthorization } from './api-security/missing-authorization.js';
import { missingInputValidation } from './api-security/missing-input-validation.js';
import { missingRateLimit } from './api-security/missing-rate-limit.js';
import { unauthenticatedRoute } from './api-security/unauthenticated-route.js';
import { callInLoop } from './chatty-communication/call-in-loop.js';
import { callsPerRequest } from './chatty-communication/calls-per-request.js';
import { chattyPair } from './chatty-communication/chatty-pair.js';
import { nPlusOneTrace } from './chatty-communication/n-plus-one-trace.js';
import { breakerWithoutFallback } from './circuit-breaker/breaker-without-fallback.js';
import { missingTimeout } from './circuit-breaker/missing-timeout.js';
import { retryOnNonIdempotent } from './circuit-breaker/retry-on-non-idempotent.js';
import { retryWithoutBackoff } from './circuit-breaker/retry-without-backoff.js';
import { unprotectedCall } from './circuit-breaker/unprotected-call.js';
import { callToMissingEndpoint } from './communication/call-to-missing-endpoint.js';
import { grpcWithoutDeadline } from './communication/grpc-without-deadline.js';
import { hardCodedEndpoint } from './communication/hard-coded-endpoint.js';
import { unusedEndpoint } from './communication/unused-endpoint.js';
import { queryInCommand } from './cqrs/query-in-command.js';
import { sharedReadWriteModel } from './cqrs/shared-read-write-model.js';
import { writeInQuery } from './cqrs/write-in-query.js';
import { foreignTableAccess } from './database-per-service/foreign-table-access.js';
import { sharedDatabaseServer } from './database-per-service/shared-database-server.js';
import { sharedDatastore } from './database-per-service/shared-datastore.js';
import { sharedSchemaPackage } from './database-per-service/shared-schema-package.js';
import { blueGreenWithoutSwitch } from './deployment/blue-green-without-switch.js';
import { canaryWithoutMetrics } from './deployment/canary-without-metrics.js';
import { latestTag } from './deployment/latest-tag.js';
import { missingStrategy } from './deployment/missing-strategy.js';
import { rollingWithoutReadiness } from './deployment/rolling-without-readiness.js';
import { crossServiceImport } from './distributed-monolith/cross-service-import.js';
import { distributedMonolith } from './distributed-monolith/distributed-monolith.js';
import { lockstepChange } from './distributed-monolith/lockstep-change.js';
import { sharedDomainLibrary } from './distributed-monolith/shared-domain-library.js';
import { singleDeploymentUnit } from './distributed-monolith/single-deployment-unit.js';
import { syncChain } from './distributed-monolith/sync-chain.js';
import { syncCycle } from './distributed-monolith/sync-cycle.js';
import { synchronousCoupling } from './distributed-monolith/synchronous-coupling.js';
import { consumerWithoutPublisher } from './event-driven/consumer-without-publisher.js';
import { dualWrite } from './event-driven/dual-write.js';
import { eventKindUndeclared } from './event-driven/event-kind-undeclared.js';
import { eventWithoutConsumer } from './event-driven/event-without-consumer.js';
import { missingDeadLetter } from './event-driven/missing-dead-letter.js';
import { nonIdempotentConsumer } from './event-driven/non-idempotent-consumer.js';
import { missingProjectionRebuild } from './event-sourcing/missing-projection-rebuild.js';
import { mutableEventStore } from './event-sourcing/mutable-event-store.js';
import { unversionedEvent } from './event-sourcing/unversioned-event.js';
import { hubService } from './god-service/hub-service.js';
import { nanoService } from './god-service/nano-service.js';
import { tooManyResponsibilities } from './god-service/too-many-responsibilities.js';
import { layoutMismatch } from './manifest/layout-mismatch.js';
import { undeclaredCall } from './manifest/undeclared-call.js';
import { undeclaredDatastore } from './manifest/undeclared-datastore.js';
import { unknownService } from './manifest/unknown-service.js';
import { unusedDeclaration } from './manifest/unused-declaration.js';
import { nothingAnalysed } from './msa/nothing-analysed.js';
import { parseError } from './msa/parse-error.js';
import { staleBaseline } from './msa/stale-baseline.js';
import { unusedConfig } from './msa/unused-config.js';
import { unusedSuppression } from './msa/unused-suppression.js';
import { brokenTracePropagation } from './observability/broken-trace-propagation.js';
import { livenessChecksDependency } from './observability/liveness-checks-dependency.js';
import { missingHealthCheck } from './observability/missing-health-check.js';
import { missingTracing } from './observability/missing-tracing.js';
import { choreographyTooLong } from './saga/choreography-too-long.js';
import { distributedTransaction } from './saga/distributed-transaction.js';
import { missingCompensation } from './saga/missing-compensation.js';
import { excessivePrivilege } from './zero-trust/excessive-privilege.js';
import { missingNetworkPolicy } from './zero-trust/missing-network-policy.js';
import { plaintextTransport } from './zero-trust/plaintext-transport.js';
import { secretInSource } from './zero-trust/secret-in-source.js';
import { unauthenticatedInternalCall } from './zero-trust/unauthenticated-internal-call.js';

/** All rules, family by family. */
export const rules: readonly Rule[] = [
  sharedDatastore,
  foreignTableAccess,
  sharedSchemaPackage,
  sharedDatabaseServer,
  callInLoop,
  callsPerRequest,
  chattyPair,
  nPlusOneTrace,
  tooManyResponsibilities,
  hubService,
  nanoService,
  syncCycle,
  syncChain,
  crossServiceImport,
  sharedDomainLibrary,
  singleDeploymentUnit,
  lockstepChange,
  synchronousCoupling,
  distributedMonolith,
  missingGateway,
  bypassedGateway,
  gatewayWithoutAuth,
  gatewayWithoutRateLimit,
  logicInGateway,
  unversionedApi,
  unprotectedCall,
  missingTimeout,
  breakerWithoutFallback,
  retryWithoutBackoff,
  retryOnNonIdempotent,
  dualWrite,
  eventWithoutConsumer,
  consumerWithoutPublisher,
  nonIdempotentConsumer,
  missingDeadLetter,
  eventKindUndeclared,
  hardCodedEndpoint,
  callToMissingEndpoint,
  unusedEndpoint,
  grpcWithoutDeadline,
  distributedTransaction,
  missingCompensation,
  choreographyTooLong,
  writeInQuery,
  queryInCommand,
  sharedReadWriteModel,
  mutableEventStore,
  unversionedEvent,
  missingProjectionRebuild,
  rollingWithoutReadiness,
  missingStrategy,
  canaryWithoutMetrics,
  blueGreenWithoutSwitch,
  latestTag,
  secretInSource,
  unauthenticatedInternalCall,
  plaintextTransport,
  excessivePrivilege,
  missingNetworkPolicy,
  missingInputValidation,
  unauthenticatedRoute,
  missingAuthorization,
  missingRateLimit,
  missingHealthCheck,
  livenessChecksDependency,
  missingTracing,
  brokenTracePropagation,
  undeclaredCall,
  unusedDeclaration,
  undeclaredDatastore,
  unknownService,
  layoutMismatch,
  parseError,
  nothingAnalysed,
  unusedConfig,
  unusedSuppression,
  staleBaseline,
];
