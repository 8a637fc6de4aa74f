import type { Practice, PracticeSigns } from '../../model/practice.js';

/** Names of packages, and what may follow them. */
function packages(...names: readonly string[]): RegExp {
  return new RegExp(`^(?:${names.map((name) => name.replaceAll('.', '\\.').replaceAll('*', '.*')).join('|')})$`);
}

/**
 * Who does one of these has to import a library for it, or to call something after it. The signs are wide on purpose: a
 * rule says that a practice is missing only where not even a name speaks of it.
 */
export const practices: Readonly<Record<Practice, PracticeSigns>> = {
  'input-validation': {
    packages: packages(
      ...[
        '@hapi/joi',
        'joi',
        'zod',
        'zod/*',
        'yup',
        'ajv',
        'ajv-*',
        'express-validator',
        'express-validator/*',
        'celebrate',
        'superstruct',
      ],
      ...[
        'io-ts',
        'valibot',
        '@sinclair/typebox',
        'arktype',
        'fastest-validator',
        'validatorjs',
        'indicative',
        'express-openapi-validator',
      ],
      ...['openapi-backend', 'jsonschema', 'validate.js', 'validator', '@vinejs/vine', 'runtypes', 'typia', '@nestia/core', 'nestjs-zod'],
      ...['express-joi-validation', 'koa-joi-router', 'koa-parameter', 'node-input-validator', 'express-zod-api', 'envalid-body'],
      ...['@ts-rest/*', 'swagger-tools', 'express-jsonschema', 'schema-inspector', 'is-my-json-valid', 'libphonenumber-js', 'ow'],
      'computed-types',
    ),
    names: /Pipe$|valid(?:ate|at(?:or|ion))|sanitiz|assert(?:Body|Schema)|parseBody|checkBody|schema\.parse/i,
    // It checks nothing without a pipe.
    except: ['class-validator'],
    done: /^(?:safe)?parse(?:async)?$|^validate|^attempt$|^assert|^cast$|^check$|^decode$/i,
  },
  authentication: {
    packages: packages(
      ...['passport', 'passport-*', 'koa-passport', '@nestjs/passport', '@nestjs/jwt', 'jose', 'jsonwebtoken', 'express-jwt', 'koa-jwt'],
      ...['@fastify/jwt', '@fastify/auth', '@fastify/basic-auth', '@fastify/bearer-auth', 'fastify-jwt', '@hapi/jwt', '@hapi/basic'],
      ...['hapi-auth-*', 'express-basic-auth', 'express-openid-connect', 'express-oauth2-jwt-bearer', 'openid-client', 'oidc-provider'],
      ...['next-auth', 'keycloak-connect', 'nest-keycloak-connect', '@clerk/*', '@auth0/*', '@okta/*', 'supertokens-node', 'better-auth'],
      ...['aws-jwt-verify', 'lucia', 'firebase-admin/auth', 'express-session', 'cookie-session', '@fastify/session'],
    ),
    names:
      /auth(?!or(?!i))|jwt|bearer|api.?key|log(?:ged)?.?in|sign.?in|(?:require|current).?user|(?:verify|access|service).?token|passport|principal|credential|identit|session|^UseGuards$|^CanActivate$/i,
    // How a channel is encrypted: `credentials` say nothing about who calls.
    except: ['@grpc/grpc-js', 'grpc'],
  },
  // Narrow, where authentication is wide: here a sign is what a rule speaks by.
  'request-authentication': {
    packages: packages(
      ...['passport-jwt', 'passport-http-bearer', '@nestjs/passport', 'express-jwt', 'koa-jwt', '@fastify/jwt', 'fastify-jwt', '@hapi/jwt'],
      ...[
        'hapi-auth-*',
        'express-basic-auth',
        '@fastify/basic-auth',
        '@fastify/bearer-auth',
        'express-oauth2-jwt-bearer',
        'aws-jwt-verify',
      ],
      ...['express-openid-connect', 'keycloak-connect', 'nest-keycloak-connect', '@clerk/*', 'supertokens-node'],
    ),
    names:
      /auth.?guard|auth.?middleware|^authenticated$|^authenticate.?(?:request|token|jwt)$|(?:require|is|ensure|check|protect).?(?:auth(?!or)|logged.?in|sign(?:ed)?.?in)|(?:verify|validate|check).?(?:jwt|(?:access|bearer|id|auth)?.?token)|^jwt.?verify$/i,
    members: /^jsonwebtoken\.verify$|^passport\.authenticate$/,
  },
  authorization: {
    packages: packages('@casl/*', 'accesscontrol', 'nest-access-control', 'casbin', 'role-acl', 'express-jwt-permissions', '@openfga/sdk'),
    names:
      /authori[sz]|permi(?:ssion|tted)|role|(?:require|has|check).?scope|(?:access|auth|security).?polic|(?:^|[^a-z])acl|Acl|rbac|abac|is.?admin|is.?owner|is.?allowed|forbid|abilit|access.?control|privilege|ownership/i,
  },
  'rate-limit': {
    packages: packages(
      ...['express-rate-limit', '@fastify/rate-limit', 'fastify-rate-limit', 'koa-ratelimit', 'koa2-ratelimit', '@nestjs/throttler'],
      ...['rate-limiter-flexible', 'express-slow-down', 'rate-limit-redis', 'hapi-rate-limit', 'hapi-rate-limitor', '@upstash/ratelimit'],
      ...['express-brute', 'limiter', 'nestjs-rate-limiter'],
    ),
    names: /rate.?limit|throttl|too.?many.?req|quota|slow.?down/i,
  },
  tracing: {
    packages: packages(
      ...['@opentelemetry/sdk-*', '@opentelemetry/auto-instrumentations-node*', '@opentelemetry/instrumentation*', 'dd-trace*', 'newrelic'],
      ...[
        'elastic-apm-node*',
        'zipkin*',
        'jaeger-client',
        'opentracing',
        'applicationinsights',
        'aws-xray-sdk*',
        'nestjs-otel',
        '@sentry/*',
      ],
      ...['@google-cloud/trace-agent', '@opencensus/*', '@azure/monitor-opentelemetry'],
    ),
    names: /tracer(?!e)|tracing|start.?span|open.?telemetry|zipkin|jaeger/i,
  },
  'trace-propagation': {
    packages: packages(
      ...['@opentelemetry/auto-instrumentations-node*', '@opentelemetry/instrumentation*', 'dd-trace*', 'newrelic', 'elastic-apm-node*'],
      ...['applicationinsights', 'aws-xray-sdk*', '@sentry/*', 'zipkin-*', '@google-cloud/trace-agent', '@azure/monitor-opentelemetry'],
    ),
    names: /propagat|trace.?parent|trace.?headers|inject.?(?:context|trace|span|headers)|instrument/i,
  },
  'circuit-breaker': {
    packages: packages('opossum', 'cockatiel', 'brakes', 'mollitia', 'hystrixjs', 'nestjs-resilience', '@nestjs-resilience/*', 'levee'),
    names: /breaker/i,
  },
  fallback: { packages: packages('nestjs-resilience'), names: /fall.?back|degraded|when.?open/i },
  'dead-letters': {
    packages: packages('bull', 'bullmq', 'pg-boss', 'agenda'),
    names: /dead.?letter|dlq|dlx|poison|parking.?lot|failed.?(?:message|event|job)/i,
    options: /dead-?letter|redrive/i,
  },
  deduplication: {
    packages: packages('@node-idempotency/*', 'express-idempotency'),
    names: /idempoten|dedup|already.?(?:processed|handled|seen|exist)|processed.?(?:event|message)|inbox|duplicate/i,
    options: /idempoten/i,
  },
  compensation: {
    packages: packages('@temporalio/*', 'node-sagas'),
    // Connections are released, transactions rolled back and promises rejected everywhere.
    names: /compensat|cancel|undo|revert|refund|release.+|roll.?back.+|restock|reject.+/i,
  },
  'event-versions': {
    packages: packages('avsc', '@kafkajs/confluent-schema-registry', '@confluentinc/schemaregistry'),
    names: /upcast|schema.?version|event.?version|version.?of.?event|schema.?registry/i,
  },
  'projection-rebuild': {
    packages: packages('@castore/*'),
    names: /rebuild|replay|reproject|catch.?up|from.?(?:start|beginning|zero)|checkpoint/i,
  },
  'event-kinds': {
    packages: packages('cloudevents'),
    names: /(?:integration|domain|system)[-_.]?event/i,
    options: /^(?:event[-_]?)?kind$/i,
  },
  'api-versions': {
    packages: packages('express-version-route'),
    names: /enable.?versioning|versioning.?type|accept.?version|api.?version/i,
  },
};
