import { z } from 'zod';

/** What the process, a container or a test gives. An empty value counts as none. */
export type Environment = Readonly<Record<string, string | undefined>>;

export type Shape = z.ZodRawShape;

/** The settings that every service has. */
export const base = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4310),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  SHUTDOWN_DELAY_MS: milliseconds(0),
  SHUTDOWN_TIMEOUT_MS: milliseconds(10_000),
};

export type BaseConfig = z.output<z.ZodObject<typeof base>>;

/** A duration in milliseconds. */
export function milliseconds(standard: number) {
  return z.coerce.number().int().min(0).default(standard);
}

/** A whole number of at least one. */
export function count(standard: number) {
  return z.coerce.number().int().min(1).default(standard);
}

/** `true` / `false`, `1` / `0`, `yes` / `no`, `on` / `off`. */
export function flag(standard: boolean) {
  return z.stringbool().default(standard);
}

/** A setting whose stand-in needs no server and no secret: for development and tests, refused in production. */
export function embedded(standIn: string) {
  return z.string().default(standIn).meta({ embedded: true });
}

/** Tells every bad variable at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(`The configuration is wrong:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** The typed settings of one shape. Throws ConfigError. */
export function readConfig<S extends Shape>(shape: S, environment: Environment): z.output<z.ZodObject<S>> {
  const problems = problemsOf(shape, environment);
  if (problems.length > 0) throw new ConfigError(problems);
  return z.object(shape).parse(given(environment));
}

/** What is wrong with the environment, one sentence a variable. */
export function problemsOf(shape: Shape, environment: Environment): string[] {
  const values = given(environment);
  const parsed = z.object(shape).safeParse(values);
  const wrong = (parsed.error?.issues ?? []).map((issue) => {
    const name = String(issue.path[0]);
    return name in values ? `${name}: ${issue.message}` : `${name} is missing`;
  });
  if (values.NODE_ENV !== 'production') return wrong;
  const standIns = Object.entries(shape).filter(([name, schema]) => isEmbedded(schema) && isStandIn(schema, values[name]));
  return [...wrong, ...standIns.map(([name]) => `${name} is missing: its embedded stand-in is not for production`)];
}

function given(environment: Environment): Record<string, string> {
  const set = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '');
  return Object.fromEntries(set);
}

function isEmbedded(schema: z.core.$ZodType): boolean {
  return z.globalRegistry.get(schema)?.['embedded'] === true;
}

function isStandIn(schema: z.core.$ZodType, value: string | undefined): boolean {
  return value === undefined || value === z.safeParse(schema, undefined).data;
}
