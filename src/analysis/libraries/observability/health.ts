import { defineLibrary, type Row } from '../define-library.js';

const found: Row = (call) => ({ kind: 'health', call });

/** What answers whether the service is well, where no route says so itself. */
export const health = defineLibrary({
  package: '@nestjs/terminus',
  calls: {
    '@nestjs/terminus.HealthCheck': found,
    '@godaddy/terminus.createTerminus': found,
    'lightship.createLightship': found,
    '@cloudnative/health-connect.{HealthEndpoint,LivenessEndpoint,ReadinessEndpoint}': found,
    '{express-healthcheck,express-actuator}': found,
    // It asks their registry, which asks the services.
    '@nestcloud/{loadbalance,consul,service}.{LoadbalanceModule,ConsulModule,ServiceModule}.{register,forRoot,forRootAsync,registerAsync}':
      found,
    'fastify-healthcheck': found,
    'grpc-health-check.{HealthImplementation,Implementation}': found,
  },
});
