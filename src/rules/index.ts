import type { Rule } from '../model/rule.js';
import { bypassedGateway } from './api-gateway/bypassed-gateway.js';
import { missingGateway } from './api-gateway/missing-gateway.js';
import { missingInputValidation } from './api-security/missing-input-validation.js';
import { callInLoop } from './chatty-communication/call-in-loop.js';
import { callsPerRequest } from './chatty-communication/calls-per-request.js';
import { chattyPair } from './chatty-communication/chatty-pair.js';
import { unprotectedCall } from './circuit-breaker/unprotected-call.js';
import { callToMissingEndpoint } from './communication/call-to-missing-endpoint.js';
import { hardCodedEndpoint } from './communication/hard-coded-endpoint.js';
import { foreignTableAccess } from './database-per-service/foreign-table-access.js';
import { sharedDatabaseServer } from './database-per-service/shared-database-server.js';
import { sharedDatastore } from './database-per-service/shared-datastore.js';
import { sharedSchemaPackage } from './database-per-service/shared-schema-package.js';
import { latestTag } from './deployment/latest-tag.js';
import { rollingWithoutReadiness } from './deployment/rolling-without-readiness.js';
import { crossServiceImport } from './distributed-monolith/cross-service-import.js';
import { distributedMonolith } from './distributed-monolith/distributed-monolith.js';
import { lockstepChange } from './distributed-monolith/lockstep-change.js';
import { sharedDomainLibrary } from './distributed-monolith/shared-domain-library.js';
import { singleDeploymentUnit } from './distributed-monolith/single-deployment-unit.js';
import { syncChain } from './distributed-monolith/sync-chain.js';
import { syncCycle } from './distributed-monolith/sync-cycle.js';
import { synchronousCoupling } from './distributed-monolith/synchronous-coupling.js';
import { dualWrite } from './event-driven/dual-write.js';
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
import { missingHealthCheck } from './observability/missing-health-check.js';
import { distributedTransaction } from './saga/distributed-transaction.js';
import { secretInSource } from './zero-trust/secret-in-source.js';

/** All rules, family by family. */
export const rules: readonly Rule[] = [
  sharedDatastore,
  foreignTableAccess,
  sharedSchemaPackage,
  sharedDatabaseServer,
  callInLoop,
  callsPerRequest,
  chattyPair,
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
  unprotectedCall,
  dualWrite,
  hardCodedEndpoint,
  callToMissingEndpoint,
  distributedTransaction,
  rollingWithoutReadiness,
  latestTag,
  secretInSource,
  missingInputValidation,
  missingHealthCheck,
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
