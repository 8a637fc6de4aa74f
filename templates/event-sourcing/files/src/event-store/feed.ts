import type { Change, Feed } from '../cqrs/feed.js';
import type { EventStore, StoredEvent } from './store.js';
import { fromStore, type WidgetEvent } from './widget.js';

const TYPES: Record<WidgetEvent['type'], Change['type']> = {
  'widget-created': 'created',
  'widget-renamed': 'updated',
  'widget-removed': 'removed',
};

/** The events as what projections read: no second log beside the store. */
export function feedOf(store: EventStore): { readonly feed: Feed; readonly appended: () => void } {
  const listeners: (() => void)[] = [];
  return {
    feed: {
      read: async (after, limit) => (await store.readAll(after, limit)).map(changeOf),
      head: async () => store.lastPosition(),
      positionOf: async (key) => store.lastPosition(key),
      onChange: (listener) => void listeners.push(listener),
    },
    appended: () => {
      for (const listener of listeners) listener();
    },
  };
}

function changeOf(stored: StoredEvent): Change {
  const event = fromStore(stored);
  const { position, stream: key, version, at } = stored;
  return { position, key, version, at, type: TYPES[event.type], name: event.type === 'widget-removed' ? '' : event.data.name };
}
