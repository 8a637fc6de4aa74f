import type { Unit } from '../../../model/deployment.js';
import type { OpenSignal } from '../../../model/signal.js';
import type { Place } from '../places.js';
import { textsOf } from '../values/env.js';
import { known, type Text } from '../values/text.js';
import { engineName } from './engines.js';

/** The engine of a connection; undefined where several may be meant. An embedded database beside a server is not deployed. */
export function engineOf({ engine }: Pick<OpenSignal, 'engine'>, place: Place): string | undefined {
  if (typeof engine === 'string') return engineName(engine);
  const names = [...new Set(textsOf(engine, place).flatMap((text) => engineName(known(text)) ?? []))];
  const servers = names.filter((name) => !isEmbedded(name));
  const [only, ...others] = servers.length > 0 ? servers : names;
  return others.length === 0 ? only : undefined;
}

/** Drivers that a mapper is installed with, by engine. */
const DRIVERS: Readonly<Record<string, string>> = {
  pg: 'postgres',
  postgres: 'postgres',
  mysql: 'mysql',
  mysql2: 'mysql',
  mariadb: 'mysql',
  mssql: 'mssql',
  tedious: 'mssql',
  oracledb: 'oracle',
};

/** The engine of the only driver that a unit depends on; some database, where that does not tell. */
export function engineInstalled({ dependencies }: Pick<Unit, 'dependencies'>): string {
  const engines = new Set(Object.entries(DRIVERS).flatMap(([driver, engine]) => (Object.hasOwn(dependencies, driver) ? engine : [])));
  const [only, ...others] = engines;
  return only === undefined || others.length > 0 ? 'database' : only;
}

/** A library that writes a file of the service itself. */
export function isEmbedded(engine: string): boolean {
  return engine === 'sqlite' || engine === 'duckdb' || engine === 'level';
}

/** A database of SQLite, unless it is behind a server: `libsql://orders.acme.io`, `http://libsql:8080`. */
export function isFile(engine: string, url: Text | undefined): boolean {
  const [front] = url?.pieces ?? [];
  return engine === 'sqlite' && !(typeof front === 'string' && /^(?:libsql|https?|wss?):\/\//.test(front));
}
