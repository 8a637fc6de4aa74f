import { alternatives, type ClassResidual, type Residual } from '../../../model/residual.js';
import type { PrismaFile } from '../../../model/schema.js';
import type { AccessSignal, EntitySignal } from '../../../model/signal.js';
import type { TableAccess, TableDefinition } from '../../../model/system.js';
import { tablesOfSql } from '../../../shared/sql-tables.js';
import type { Place } from '../places.js';
import { textsOf } from '../values/env.js';
import { known, type Text } from '../values/text.js';
import { tableOfModel } from './prisma.js';

/** What names may mean in one unit. */
export interface Names {
  readonly place: Place;
  readonly entities: readonly EntitySignal[];
  readonly prisma: PrismaFile | undefined;
}

/** Tables and collections that an access touches. */
export function tablesOf({ sql, table, engine, access, call }: AccessSignal, names: Names): TableAccess[] {
  const fromSql = sql === undefined ? [] : textsOf(sql, names.place).flatMap((text) => tablesOfSql(sqlText(text)));
  const named = table === undefined ? [] : tableNames(table, names, engine).map((name) => ({ table: name, access }));
  const unique = new Map([...fromSql, ...named].map((one) => [`${one.access} ${one.table}`, one]));
  return [...unique.values()].map((one) => ({ ...one, at: call.at }));
}

function sqlText({ pieces }: Text): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : ' ? ')).join('');
}

function tableNames(table: Residual, names: Names, engine: string | undefined): string[] {
  return alternatives(table).flatMap((one) => {
    if (one.k === 'class')
      return names.entities.filter((entity) => isClass(entity.cls?.cls, one)).flatMap((entity) => tableOf(entity, names.place) ?? []);
    const texts = textsOf(one, names.place).flatMap((text) => known(text) ?? []);
    return texts.filter((name) => name !== '').map((name) => meant(name, names, engine));
  });
}

/** A model's name stands for its table. */
function meant(name: string, { prisma, entities, place }: Names, engine: string | undefined): string {
  const model = engine === 'prisma' ? prisma?.models.find((one) => one.name.toLowerCase() === name.toLowerCase()) : undefined;
  if (model !== undefined) return tableOfModel(model);
  const entity = entities.find((one) => one.name === name);
  return (entity && tableOf(entity, place)) ?? name;
}

function isClass(entity: ClassResidual | undefined, cls: ClassResidual): boolean {
  return entity?.module === cls.module && entity.at === cls.at;
}

/** The table of an entity; without a name the usual strategy of its engine. */
export function tableOf({ table, name, engine }: EntitySignal, place: Place): string | undefined {
  if (table === undefined) return engine === 'mongodb' ? `${name.toLowerCase()}s` : snake(name);
  return textsOf(table, place).flatMap((text) => known(text) ?? [])[0];
}

function snake(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

/** Where an entity is written down. */
export function definitionOf(entity: EntitySignal, place: Place): TableDefinition | undefined {
  const at = entity.cls?.at ?? entity.at ?? entity.call?.at;
  const name = tableOf(entity, place);
  return at === undefined || name === undefined ? undefined : { name, at, ...(entity.engine !== undefined && { engine: entity.engine }) };
}
