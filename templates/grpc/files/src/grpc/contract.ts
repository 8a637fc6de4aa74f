import { fileURLToPath } from 'node:url';

import type { ServiceDefinition } from '@grpc/grpc-js';
import { loadSync, type PackageDefinition } from '@grpc/proto-loader';

/** Beside src/ as beside dist/. */
const FOLDER = new URL('../../proto/', import.meta.url);

/** A file of proto/. Names in camelCase, numbers as numbers, every field present. */
export function readContract(file: string): PackageDefinition {
  return loadSync(fileURLToPath(new URL(file, FOLDER)), { longs: Number, enums: String, defaults: true, arrays: true });
}

/** A service of it, such as `widgets.v1.Widgets`. */
export function serviceOf(contract: PackageDefinition, name: string): ServiceDefinition {
  const found = contract[name];
  if (found === undefined || 'format' in found) throw new Error(`The contract has no service ${name}.`);
  return found as ServiceDefinition;
}
