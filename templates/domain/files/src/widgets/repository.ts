import type { Service } from '../service.js';
import { token } from '../service.js';
import { inMemory } from './memory.js';
import type { Widget } from './widget.js';

export interface WidgetChange {
  readonly type: 'created' | 'updated' | 'removed';
  readonly widget: Widget;
}

/** Hears of a change before it is final: when it throws, the change does not happen. */
export type ChangeListener = (change: WidgetChange) => Promise<void>;

export interface Page {
  readonly limit: number;
  /** Id of the last one of the page before. */
  readonly after?: string | undefined;
}

/** Where widgets are kept. Writes and what listeners do about them are one transaction. */
export interface WidgetRepository {
  find(id: string): Promise<Widget | undefined>;
  /** In the order of their ids. */
  list(page: Page): Promise<Widget[]>;
  /** False when there is one of this id. */
  add(widget: Widget): Promise<boolean>;
  /** Gives the new state; undefined when there is none of this id and version. */
  update(widget: Pick<Widget, 'id' | 'version' | 'name'>): Promise<Widget | undefined>;
  /** False when there is none of this id. */
  remove(id: string): Promise<boolean>;
  onChange(listener: ChangeListener): void;
}

/** Given by the module that has a database. */
export const widgetRepository = token<WidgetRepository>('the repository of widgets');

/** The repository of this service: that of its database, or else one in memory. */
export function widgetsOf(service: Service): WidgetRepository {
  const given = service.find(widgetRepository);
  if (given !== undefined) return given;
  if (service.production) service.log.warn('widgets are kept in memory: they are gone at the next start, and every instance has its own');
  const repository = inMemory();
  service.provide(widgetRepository, repository);
  return repository;
}
