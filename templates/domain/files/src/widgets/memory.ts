import type { ChangeListener, WidgetChange, WidgetRepository } from './repository.js';
import type { Widget } from './widget.js';

/** For tests and first steps. */
export function inMemory(): WidgetRepository {
  const widgets = new Map<string, Widget>();
  const listeners: ChangeListener[] = [];
  const inTurn = oneAtATime();
  const tell = async (change: WidgetChange): Promise<void> => {
    for (const listener of listeners) await listener(change);
  };
  return {
    find: async (id) => Promise.resolve(widgets.get(id)),
    list: async ({ limit, after = '' }) =>
      Promise.resolve(
        [...widgets.values()]
          .filter(({ id }) => id > after)
          .sort((a, b) => (a.id < b.id ? -1 : 1))
          .slice(0, limit),
      ),
    add: async (widget) =>
      inTurn(async () => {
        if (widgets.has(widget.id)) return false;
        await tell({ type: 'created', widget });
        widgets.set(widget.id, widget);
        return true;
      }),
    update: async ({ id, version, name }) =>
      inTurn(async () => {
        const before = widgets.get(id);
        if (before?.version !== version) return undefined;
        const widget = { ...before, name, version: version + 1 };
        await tell({ type: 'updated', widget });
        widgets.set(id, widget);
        return widget;
      }),
    remove: async (id) =>
      inTurn(async () => {
        const widget = widgets.get(id);
        if (widget === undefined) return false;
        await tell({ type: 'removed', widget });
        return widgets.delete(id);
      }),
    onChange: (listener) => void listeners.push(listener),
  };
}

/** Writes wait for each other, as the transactions of a database do. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return async (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
