import type { TriggerEvent } from '../../../model/deployment.js';
import { resourceName, type Resources } from './values.js';
import { detailTypes } from './topics.js';
import { entriesOf, get, textOf, type Item } from '../yaml.js';

/** `http: GET /orders`, `sqs: !GetAtt Orders.Arn`, `eventBridge: { pattern: { detail-type: [placed] } }` of `functions.*.events`. */
export function eventsOfServerless(event: Item, resources: Resources): TriggerEvent[] {
  return entriesOf(event).flatMap(([kind, given]): readonly TriggerEvent[] => {
    switch (kind) {
      case 'http':
      case 'httpApi':
        return request(given);
      case 'sqs':
        return message('sqs', resourceName(get(given, 'arn') ?? given, resources));
      case 'sns':
        return message('sns', resourceName(get(given, 'arn') ?? get(given, 'topicName') ?? given, resources));
      case 'stream':
        return streamed(given, resources);
      case 'eventBridge':
      case 'cloudwatchEvent':
        return detailTypes(get(given, 'pattern') ?? get(given, 'event')).flatMap((type) => message('eventbridge', type));
      case 'schedule':
        return [{ kind: 'schedule' }];
      default:
        return [];
    }
  });
}

/** `{ Type: Api, Properties: { Path, Method } }` of `Events` of a function. */
export function eventsOfSam(event: Item, resources: Resources): TriggerEvent[] {
  const given = get(event, 'Properties');
  switch (textOf(event, 'Type')) {
    case 'Api':
    case 'HttpApi':
      return route(textOf(given, 'Method'), textOf(given, 'Path'));
    case 'SQS':
      return message('sqs', resourceName(get(given, 'Queue'), resources));
    case 'SNS':
      return message('sns', resourceName(get(given, 'Topic'), resources));
    case 'Kinesis':
      return message('kinesis', resourceName(get(given, 'Stream'), resources));
    case 'EventBridgeRule':
    case 'CloudWatchEvent':
      return detailTypes(get(given, 'Pattern')).flatMap((type) => message('eventbridge', type));
    case 'Schedule':
    case 'ScheduleV2':
      return [{ kind: 'schedule' }];
    default:
      return [];
  }
}

/** `GET /orders`, `{ method: get, path: orders }`, `*`. */
function request(given: Item): TriggerEvent[] {
  const [first = '', second] = (given.text ?? '').trim().split(/\s+/);
  if (given.text !== undefined) return second === undefined ? route('ALL', first) : route(first, second);
  return route(textOf(given, 'method'), textOf(given, 'path'));
}

function route(method = 'ALL', path: string | undefined): TriggerEvent[] {
  const verb = /^(?:\*|any)$/i.test(method) ? 'ALL' : method.toUpperCase();
  return path === undefined ? [] : [{ kind: 'http', method: verb, path: path === '*' ? '/*' : `/${path.replace(/^\//, '')}` }];
}

/** Streams of Kinesis; those of a table tell what it has been changed to. */
function streamed(given: Item, resources: Resources): TriggerEvent[] {
  const arn = resourceName(get(given, 'arn') ?? given, resources);
  if (arn === undefined || arn.includes(':dynamodb:')) return [];
  const isKinesis = textOf(given, 'type') === 'kinesis' || arn.includes(':kinesis:');
  return isKinesis ? message('kinesis', arn.replace(/^.*:stream\//, '')) : [];
}

function message(broker: 'sqs' | 'sns' | 'eventbridge' | 'kinesis', topic: string | undefined): TriggerEvent[] {
  return topic === undefined ? [] : [{ kind: 'message', broker, topic }];
}
