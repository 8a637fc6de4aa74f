import type { Location } from '../../../model/location.js';
import type { Written } from '../../../model/practice.js';
import { alternatives, type ClassResidual, type Residual, show } from '../../../model/residual.js';
import type { AccessSignal } from '../../../model/signal.js';
import { tablesOfSql } from '../../../shared/sql-tables.js';
import { fieldOf } from '../values/fields.js';

/** What the class is called. */
export type ClassNames = (cls: ClassResidual) => string | undefined;

/** What an access changes, for people and for rules. */
export function writtenBy(signal: AccessSignal, classNames: ClassNames): Written {
  const { sql, call } = signal;
  const how = sql === undefined ? howCalled(methodOf(signal)) : howStated(textOf(sql));
  const addsAgain = how === 'insert' && (sql === undefined ? isWithoutId(call.args[0]) : isStatedWithoutId(textOf(sql)));
  return { table: tableOf(signal, 'write', classNames), how, ...(addsAgain && { addsAgain }), at: placeOf(signal) };
}

/** Where the statement is written, else where it is run. */
export function placeOf({ call }: AccessSignal): Location {
  return call.stated ?? call.at;
}

/** The table, the entity, or else the method that reads. */
export function tableOf(signal: AccessSignal, access: AccessSignal['access'], classNames: ClassNames): string {
  const { table, sql, call } = signal;
  const stated = sql === undefined ? [] : tablesOfSql(textOf(sql));
  const named = stated.find((one) => one.access === access) ?? stated[0];
  if (named !== undefined) return named.table;
  const [of] = alternatives(table ?? sql ?? call.callee);
  const name = of?.k === 'class' ? classNames(of) : of && textOf(of);
  return name ?? methodOf(signal);
}

export function isWritingStatement(sql: Residual): boolean {
  return /^\s*(?:with\b[\s\S]*?\)\s*)?(?:insert|update|delete|merge|upsert|replace)\b/i.test(textOf(sql));
}

/** `begin`, `select 1`, `create table …`: no data. */
export function isOfNoTable({ sql, table }: AccessSignal): boolean {
  return table === undefined && sql?.k === 'lit' && tablesOfSql(textOf(sql)).length === 0;
}

function methodOf({ call }: AccessSignal): string {
  return call.path.slice(call.path.lastIndexOf('.') + 1);
}

function textOf(value: Residual): string {
  const text = value.k === 'lit' ? String(value.v) : show(value);
  return text.replace(/^["'`]/, '');
}

function howCalled(method: string): Written['how'] {
  if (/upsert|orCreate/i.test(method)) return 'write';
  if (/^(?:insert|create|bulkCreate)/i.test(method)) return 'insert';
  if (/delete|remove|destroy|truncate/i.test(method)) return 'delete';
  return /update|increment|decrement|replace|patch/i.test(method) ? 'update' : 'write';
}

function howStated(sql: string): Written['how'] {
  const verb = /\b(insert|update|delete|merge|upsert|replace|truncate)\b/i.exec(sql)?.[1]?.toLowerCase();
  if (verb === 'insert') return /\bon\s+(?:conflict|duplicate)\b|\binsert\s+(?:or\s+)?ignore\b/i.test(sql) ? 'write' : 'insert';
  return verb === 'update' || verb === 'delete' ? verb : 'write';
}

const ID = /^_?(?:uu)?id$|(?:event|message|correlation|request|idempotency)_?(?:id|key)$/i;

/** The database gives it a new identity each time. */
function isWithoutId(given: Residual | undefined): boolean {
  const data = fieldOf(given, 'data') ?? given;
  return data?.k === 'object' && data.rest.length === 0 && data.props.size > 0 && ![...data.props.keys()].some((name) => ID.test(name));
}

function isStatedWithoutId(sql: string): boolean {
  const columns = /\binto\s+[\w."`]+\s*\(([^)]*)\)/i.exec(sql)?.[1];
  return columns !== undefined && !columns.split(',').some((column) => ID.test(column.replace(/["'`\s]/g, '')));
}
