import type { ExternalCall } from '../../../model/program.js';
import type { Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import type { Row } from '../define-library.js';
import { access } from '../rows.js';
import { isText, option, receiver, type Selector } from '../select.js';
import { opened } from './connection.js';

/** The statement: text, `{ text }`, `{ sql }`, a tagged template, or an object made of one: `new Cursor(sql)`. */
export const statement: Selector = ({ args: [first] }) => textIn(first);

function textIn(given: Residual | undefined): Residual | undefined {
  if (isText(given)) return given;
  if (given?.k === 'call') return given.args.find(isText);
  return given && (option(given, 'text') ?? option(given, 'sql') ?? option(given, 'query'));
}

/** The text of a statement tells which tables it reads and writes. */
export function query(engine: string): Row {
  return access(engine, 'read', { sql: statement, store: receiver });
}

/** `` sql`SELECT …` ``: the client itself is the tag; called with anything but text it is a helper. */
export function tag(engine: string): Row {
  return (call, program) =>
    isText(call.args[0]) ? access(engine, 'read', { sql: statement, store: ({ callee }) => callee })(call, program) : undefined;
}

/** A connection from a URL or from options. */
export function connect(engine: string) {
  return (call: ExternalCall): Signal => opened(engine, call.args[0], call);
}
