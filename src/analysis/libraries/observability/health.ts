import { defineLibrary, type Row } from '../define-library.js';
import { calleeName } from '../select.js';

const found: Row = (call) => ({ kind: 'health', call });

/** Memory and disk are the process's own. */
const check =
  (of: string): Row =>
  (call) => ({ kind: 'check', of, call });

/** `microservice.pingCheck('payments', …)`, `http.pingCheck('docs', url)`. */
const named: Row = (call) => {
  const [name] = call.args;
  return { kind: 'check', of: name?.k === 'lit' ? String(name.v) : calleeName(call), call };
};

/** What answers whether the service is well, where no route says so itself. */
export const health = defineLibrary({
  package: '@nestjs/terminus',
  calls: {
    '@nestjs/terminus.HealthCheck': found,
    '@nestjs/terminus.{TypeOrm,Mongoose,Sequelize,Prisma,MikroOrm}HealthIndicator().{pingCheck,isHealthy}': check('the database'),
    '@nestjs/terminus.{Http,Microservice,GRPC}HealthIndicator().{pingCheck,responseCheck,check,checkService}': named,
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
