import type { WidgetRepository } from '../widgets/repository.js';
import type { Events } from './bus.js';
import { widgetCreated, widgetRemoved, widgetUpdated } from './contract.js';

/** What this service tells, in the transaction of each change. */
export function tellOfWidgets(events: Events, widgets: WidgetRepository): void {
  widgets.onChange(async ({ type, widget }) => {
    const key = widget.id;
    if (type === 'created') await events.publish(widgetCreated, { key, data: widget });
    else if (type === 'updated') await events.publish(widgetUpdated, { key, data: widget });
    else await events.publish(widgetRemoved, { key, data: { id: widget.id } });
  });
}
