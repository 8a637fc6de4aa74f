import type { ExternalCall } from '../../../model/program.js';
import type { Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { calleeName, origin, receiver } from '../select.js';

const PKG = '@nestcloud/grpc';

/** `@Service('Orders', options) orders`, then `this.orders.find(…)`. */
function decorated(call: ExternalCall): Signal | undefined {
  const client = receiver(call);
  return called(call, client?.k === 'call' ? client.injected?.decoratorArgs?.[0] : undefined);
}

/** `client.getService('Orders').find(…)`. */
function asked(call: ExternalCall): Signal | undefined {
  return called(call, origin(receiver(call), /\.getService$/)?.args[0]);
}

/** Where a service is, a registry tells at run time. */
function called(call: ExternalCall, service: Residual | undefined): Signal | undefined {
  const name = calleeName(call);
  return service && { kind: 'grpc-call', service, method: name.charAt(0).toUpperCase() + name.slice(1), call };
}

export const nestcloud = defineLibrary({
  package: PKG,
  types: { [`${PKG}.Service`]: `${PKG}.Service()` },
  calls: {
    [`${PKG}.Service().*`]: decorated,
    [`${PKG}.GrpcClient().getService().*`]: asked,
  },
});
