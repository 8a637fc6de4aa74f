import type { Decorated, ExternalCall, Program } from '../../../model/program.js';
import { isKnown, lit, template, type Residual } from '../../../model/residual.js';
import { defineLibrary, type Row } from '../define-library.js';
import { onEach } from '../rows.js';
import { isText, listOf, option } from '../select.js';
import { decoratedRoutes } from './decorators.js';

const PKG = '@nestjs/common';
const VERBS = 'Get,Post,Put,Patch,Delete,Options,Head,All,Search,Sse';
const APP = ['@nestjs/core.NestFactory.create()'];

const routes: Row = (call, program) =>
  decoratedRoutes(call, {
    controller: /^@nestjs\/common\.Controller$/,
    method: (name) => (name === 'Sse' ? 'GET' : name.toUpperCase()),
    before: (at) => versions(at, program),
  });

/** `app.enableVersioning()` of type URI puts `v1` before the controller's path; other types leave the path alone. */
function versions({ decorates }: { readonly decorates: Decorated }, program: Program): readonly Residual[] {
  const enabled = program.calls.find((call) => call.path.endsWith('.enableVersioning'));
  const config = enabled?.args[0];
  const type = option(config, 'type');
  if (!enabled || (type && !(type.k === 'external' && type.path.endsWith('.URI')) && !(type.k === 'lit' && type.v === 0))) return [];
  const controller = decorates.classDecorators.find(({ path }) => path === `${PKG}.Controller`);
  const wanted = methodVersion(decorates, program) ?? option(controller?.args[0], 'version') ?? option(config, 'defaultVersion');
  const prefix = option(config, 'prefix') ?? lit('v');
  return listOf(wanted)
    .filter(isText)
    .map((version) => template([prefix, version]));
}

/** `@Version('2')` on the method, else on its class. */
function methodVersion({ cls, member, classDecorators }: Decorated, { calls }: Program): Residual | undefined {
  const own = calls.find(
    ({ path, decorates }) => path === `${PKG}.Version` && decorates?.member === member && decorates?.cls.hash === cls.hash,
  );
  return (own ?? classDecorators.find(({ path }) => path === `${PKG}.Version`))?.args[0];
}

function globalPrefix(call: ExternalCall): ReturnType<Row> {
  return call.args[0] && { kind: 'global-prefix', prefix: call.args[0], call };
}

function listens(call: ExternalCall): ReturnType<Row> {
  const [port] = call.args;
  return { kind: 'listen', port: port && isKnown(port) ? port : undefined, call };
}

export const nest = defineLibrary({
  package: PKG,
  types: {
    '@nestjs/common.INestApplication': '@nestjs/core.NestFactory.create()',
    '@nestjs/platform-express.NestExpressApplication': '@nestjs/core.NestFactory.create()',
    '@nestjs/platform-fastify.NestFastifyApplication': '@nestjs/core.NestFactory.create()',
  },
  calls: {
    [`${PKG}.{${VERBS}}`]: routes,
    // Read by `versions`.
    [`${PKG}.Version`]: () => undefined,
    ...onEach(APP, 'enableVersioning', () => undefined),
    ...onEach(APP, 'setGlobalPrefix', globalPrefix),
    ...onEach(APP, '{listen,listenAsync}', listens),
  },
  entries: Object.fromEntries(VERBS.split(',').map((verb) => [`${PKG}.${verb}`, 'route' as const])),
});
