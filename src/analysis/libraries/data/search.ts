import type { ExternalCall } from '../../../model/program.js';
import { alternatives, pathOf, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { calleeName, option, origin, written } from '../select.js';

const READS = 'search,get,count,msearch,exists';
const WRITES = 'index,create,update,delete,bulk,updateByQuery,deleteByQuery';

function open(call: ExternalCall): Signal | undefined {
  const config = option(call.args[0], 'useFactory()') ?? call.args[0];
  if (isMocked(config)) return undefined;
  const url = option(config, 'node') ?? option(config, 'host');
  return config && { kind: 'open', engine: 'elasticsearch', ...(url && { url }), call };
}

/** Its requests go to the connection of a mock, wherever its address says. */
function isMocked(config: Residual | undefined): boolean {
  const connection = written(config, 'Connection');
  return (
    connection !== undefined && alternatives(connection).some((one) => pathOf(one)?.startsWith('@elastic/elasticsearch-mock') === true)
  );
}

function access(call: ExternalCall): Signal {
  const table = option(call.args[0], 'index');
  const store = origin(call.callee, /Client$|Service$/);
  return {
    kind: 'access',
    engine: 'elasticsearch',
    access: READS.split(',').includes(calleeName(call)) ? 'read' : 'write',
    ...(table && { table }),
    ...(store && { store }),
    call,
  };
}

const PACKAGES = '{@elastic/elasticsearch,@opensearch-project/opensearch,elasticsearch}';

export const search = defineLibrary({
  package: '@elastic/elasticsearch',
  calls: {
    [`${PACKAGES}.Client`]: open,
    '@nestjs/elasticsearch.ElasticsearchModule.{register,registerAsync}': open,
    [`${PACKAGES}.Client().{${READS},${WRITES}}`]: access,
    [`@nestjs/elasticsearch.ElasticsearchService().{${READS},${WRITES}}`]: access,
  },
});
