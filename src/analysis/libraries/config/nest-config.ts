import { env, first, isKnown, propertyOf } from '../../../model/residual.js';
import { defineLibrary, type ValueRow } from '../define-library.js';
import { text } from '../select.js';

/** `config.get('X', default)`: the environment, then what the application loads, then the default. */
const get: ValueRow = ({ args, application }) => {
  const [asked, fallback] = args;
  const name = text(asked);
  if (name === undefined) return asked && application.provided(asked);
  const loaded = application.setting(name);
  // Only upper case is read from the environment as it is, and nothing but text: other names are the application's own.
  const isOwn = loaded !== undefined && isKnown(loaded) && (loaded.k === 'object' || !/^[A-Z][A-Z0-9_]*$/.test(name));
  const read = isOwn ? [] : [env(name)];
  return first([...read, ...[loaded, fallback?.k === 'object' ? undefined : fallback].flatMap((one) => (one && isKnown(one) ? one : []))]);
};

/** `registerAs('name', factory)` is the factory, with a key under which its result is injected. */
const registered: ValueRow = ({ args }) => args[1];

export const nestConfig = defineLibrary({
  package: '@nestjs/config',
  values: {
    '@nestjs/config.ConfigService().{get,getOrThrow}': get,
    '@nestjs/config.registerAs': registered,
    '@nestjs/core.NestFactory.create().get': ({ args, application }) =>
      args[0]?.k === 'external' ? propertyOf(args[0], 'instance') : args[0] && application.provided(args[0]),
    '@nestjs/config.ConfigService.instance.{get,getOrThrow}': get,
  },
});
