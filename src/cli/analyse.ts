import { analyze, type Analyzed } from '../analysis/analyze.js';
import { UserError } from '../shared/errors.js';

/** The analysed system; that there is none is the user's error and never a clean result. */
export async function analyseSystem(root: string, config: string | undefined): Promise<Analyzed> {
  const analyzed = await analyze({ root, ...(config === undefined ? {} : { config }) });
  if (analyzed.analysis.system.services.length === 0) {
    throw new UserError('E_NO_SERVICE', 'no service found', {
      hint: 'Run msa at the root of the system (--root), or name the services in msa.yaml: services: { orders: { path: services/orders } }.',
    });
  }
  return analyzed;
}
