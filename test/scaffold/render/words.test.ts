import { expect, it } from 'vitest';

import { rewriter } from '../../../src/scaffold/render/words.js';

const rewrite = rewriter({
  workspace: 'shop',
  subject: { service: 'order-history', entity: 'line-item', entities: 'line-items', port: 4330 },
  peer: { service: 'payments', entity: 'payment', entities: 'payments', port: 4320 },
  answers: { 'widget-team': 'widgets', v0: 'v1' },
});

it.each([
  ['widget-service', 'order-history'],
  ['widgetService WidgetService WIDGET_SERVICE widget_service', 'orderHistory OrderHistory ORDER_HISTORY order_history'],
  ['WIDGET_SERVICE_URL', 'ORDER_HISTORY_URL'],
  ['const widget: Widget = createWidget(widgets)', 'const lineItem: LineItem = createLineItem(lineItems)'],
  ['widgetRoutes WidgetRepository listWidgets', 'lineItemRoutes LineItemRepository listLineItems'],
  ["'/widgets/:id' './widget-routes.js' src/widgets.ts", "'/line-items/:id' './line-item-routes.js' src/line-items.ts"],
  ["read('widgets.proto') widget.yaml widget.id widget.json()", "read('line-items.proto') line-item.yaml lineItem.id lineItem.json()"],
  ['widget_id WIDGET_LIMIT WIDGETS', 'line_item_id LINE_ITEM_LIMIT LINE_ITEMS'],
  ['mywidget widgetry WIDGETRY Widgetry widget2', 'mywidget widgetry WIDGETRY Widgetry widget2'],
  ['gadget-service GADGET_SERVICE_URL /gadgets', 'payments PAYMENTS_URL /payments'],
  ['4310 4311 4314 4410 43100 14310 4320', '4330 4331 4334 4320 43100 14310 4320'],
  // Those of OTLP.
  ['http://otel-collector:4318 4317', 'http://otel-collector:4318 4317'],
  ['widget-workspace', 'shop'],
  ['owner: widget-team /v0/x v0x', 'owner: widgets /v1/x v0x'],
])('%s', (text, expected) => {
  expect(rewrite(text)).toBe(expected);
});
