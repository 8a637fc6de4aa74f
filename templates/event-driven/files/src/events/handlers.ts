import { defineModule } from '../module.js';
import { type WidgetRepository, widgetsOf } from '../widgets/repository.js';
import { type Events, events } from './bus.js';
import { widgetCreated, widgetRemoved, widgetUpdated } from './contract.js';

/** What this service tells and what it listens to: `service.use(events).subscribe(…)`. */
export const widgetEvents = defineModule({
  name: 'widget-events',
  stage: 'feature',
  env: {},
  start(service) {
    tellOfWidgets(service.use(events), widgetsOf(service));
  },
});

/** In the transaction of each change. */
function tellOfWidgets(events: Events, widgets: WidgetRepository): void {
  widgets.onChange(async ({ type, widget }) => {
    const key = widget.id;
    if (type === 'created') await events.publish(widgetCreated, { key, data: widget });
    else if (type === 'updated') await events.publish(widgetUpdated, { key, data: widget });
    else await events.publish(widgetRemoved, { key, data: { id: widget.id } });
  });
}
