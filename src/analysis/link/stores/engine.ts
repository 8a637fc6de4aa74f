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

/** A library that writes a file of the service itself. */
export function isEmbedded(engine: string): boolean {
  return engine === 'sqlite' || engine === 'duckdb' || engine === 'level';
}

/** A database of SQLite, unless it is behind a server: `libsql://orders.acme.io`, `http://libsql:8080`. */
export function isFile(engine: string, url: Text | undefined): boolean {
  const [front] = url?.pieces ?? [];
  return engine === 'sqlite' && !(typeof front === 'string' && /^(?:libsql|https?|wss?):\/\//.test(front));
}
