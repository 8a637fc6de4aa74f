/** What carries messages, or what of it: a topic of one is nothing to another. */
export type Broker =
  | 'kafka'
  | 'amqp'
  | 'nats'
  | 'redis'
  | 'redis-stream'
  | 'bull'
  | 'jobs'
  | 'mqtt'
  | 'sqs'
  | 'sns'
  | 'eventbridge'
  | 'kinesis'
  | 'pubsub'
  | 'servicebus'
  /** Queues of Cloudflare. */
  | 'queues'
  | 'moleculer'
  | 'moleculer-events'
  | 'seneca'
  | 'temporal'
  | 'zeebe'
  | 'unknown';
