import type { TopicSubscription } from '../../../model/deployment.js';
import type { Location } from '../../../model/location.js';
import { resourceName, type Resources } from './values.js';
import { get, listOf, textOf, type Item } from '../yaml.js';

/** Queues that are put behind topics and rules: subscriptions of SNS, targets of EventBridge. */
export function subscriptionsOf(resources: Resources): TopicSubscription[] {
  return [...resources.items.values()].flatMap((resource) => {
    switch (textOf(resource, 'Type')) {
      case 'AWS::SNS::Subscription':
        return subscribed(get(resource, 'Properties', 'TopicArn'), get(resource, 'Properties'), resources);
      case 'AWS::SNS::Topic':
        return listOf(resource, 'Properties', 'Subscription').flatMap((one) => subscribed(nameItem(resource, resources), one, resources));
      case 'AWS::Events::Rule':
        return targeted(resource, resources);
      default:
        return [];
    }
  });
}

function nameItem(resource: Item, { items }: Resources): Item {
  const logical = [...items].find(([, one]) => one === resource)?.[0] ?? '';
  return { at: resource.at, text: logical };
}

function subscribed(topic: Item | undefined, subscription: Item | undefined, resources: Resources): TopicSubscription[] {
  if (textOf(subscription, 'Protocol') !== 'sqs') return [];
  return pair('sns', resourceName(topic, resources), {
    queue: resourceName(get(subscription, 'Endpoint'), resources),
    at: subscription?.at,
  });
}

function targeted(rule: Item, resources: Resources): TopicSubscription[] {
  const types = detailTypes(get(rule, 'Properties', 'EventPattern'));
  return listOf(rule, 'Properties', 'Targets').flatMap((target) =>
    types.flatMap((type) => pair('eventbridge', type, { queue: resourceName(get(target, 'Arn'), resources), at: target.at })),
  );
}

/** `{ detail-type: [order.placed] }` */
export function detailTypes(pattern: Item | undefined): string[] {
  return listOf(pattern, 'detail-type').flatMap(({ text }) => text ?? []);
}

function pair(
  broker: TopicSubscription['broker'],
  topic: string | undefined,
  { queue, at }: { queue: string | undefined; at: Location | undefined },
): TopicSubscription[] {
  return topic === undefined || queue === undefined || at === undefined ? [] : [{ broker, topic, queue, at }];
}
