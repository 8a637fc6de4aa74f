import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Fields that every line gets, asked anew for each: the correlation id, the trace id. */
export type LogFields = () => Record<string, unknown>;

/** One JSON object a line. Credentials in headers are never written. */
export function createLogger(name: string, level: string, fields: readonly LogFields[], destination?: DestinationStream): Logger {
  const options = {
    name,
    level,
    mixin: () => Object.assign({}, ...fields.map((field) => field())) as object,
    redact: { paths: ['*.authorization', '*.cookie', '*["x-api-key"]', '*["x-service-token"]'], censor: '[redacted]' },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
