import type { Unit } from '../../model/deployment.js';
import { isJobName } from '../deployment-files/jobs.js';
import type { ProxyFile } from '../deployment-files/proxies/proxy-file.js';
import type { Package } from '../deployment-files/packages.js';
import { isInside } from '../../shared/paths.js';
import type { Candidate } from './candidate.js';
import { hasData, isProxy, isServer } from './known-packages.js';

/** Languages of configuration alone. */
const PROXIES: ReadonlySet<string> = new Set(['nginx', 'kong', 'envoy', 'traefik', 'caddy']);

const FRONT = /(^|[-_])(web|website|site|client|frontend|front|ui|app|portal|admin-ui|dashboard|storefront|mfe|mobile)([-_]|$)/i;
const FRONT_GROUP = /(^|\/)(.*[-_])?(frontends|clients|client[-_](apps|services)|mfes)\//i;

interface Known {
  readonly name: string;
  readonly path: string;
  readonly from: readonly Candidate[];
  /** The package of this very folder. */
  readonly own: Package | undefined;
  readonly language: string;
  /** It holds an application that runs in a browser. */
  readonly page: boolean;
  readonly proxies: readonly ProxyFile[];
}

/** What kind of process, from its name, its folder and what it depends on; link refines it by what the code does. */
export function kindOf(known: Known): Unit['kind'] {
  const { name, path, from, own, language, proxies } = known;
  const dependencies = own?.dependencies ?? {};
  if (isJobName(name) || (from.length > 0 && from.every((c) => c.job === true))) return 'job';
  if (PROXIES.has(language)) return proxies.some(({ file, passes }) => passes.length > 0 && isInside(file, path)) ? 'gateway' : 'frontend';
  if (isFront(known, dependencies)) return 'frontend';
  if (/(^|[-_])(api-?)?(gateway|gateaway|bff|proxy|ingress|edge)([-_]|$)/i.test(name) || (isProxy(dependencies) && !hasData(dependencies)))
    return 'gateway';
  if (/(^|[-_])(worker|consumer|processor|jobs|cron|scheduler)([-_]|$)/i.test(name) && !isServer(dependencies)) return 'worker';
  return 'service';
}

/** A server that makes its own pages is a frontend by its name, unless it keeps data. Of other languages only the name tells. */
function isFront({ name, path, from, language, page }: Known, dependencies: Package['dependencies']): boolean {
  if (from.some((c) => c.language !== undefined)) return true;
  if (language !== 'ts' && language !== 'js') return /^(front-?end|web-?ui|ui|web-?app)$/i.test(name);
  return page && (!isServer(dependencies) || (!hasData(dependencies) && (FRONT.test(name) || FRONT_GROUP.test(path))));
}
