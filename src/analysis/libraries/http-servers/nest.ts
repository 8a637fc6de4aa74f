import type { Decorated, ExternalCall } from '../../../model/program.js';
import { lit, template, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { calleeName, isText, listOf, option } from '../select.js';

const VERBS = 'Get,Post,Put,Patch,Delete,Options,Head,All,Search,Sse';
const ENTRIES = Object.fromEntries(VERBS.split(',').map((verb) => [`@nestjs/common.${verb}`, 'route' as const]));

function* routes(call: ExternalCall): Generator<Signal> {
  if (call.decorates?.kind !== 'method') return;
  const verb = calleeName(call).toUpperCase();
  const method = verb === 'SSE' ? 'GET' : verb;
  for (const prefix of prefixes(call.decorates)) {
    for (const path of pathsOf(call.args[0])) yield { kind: 'route', method, path: template([lit('/'), prefix, lit('/'), path]), protocol: 'http', call };
  }
}

/** `@Controller('x')`, `@Controller(['x', 'y'])`, `@Controller({ path: 'x' })`, or nothing. */
function prefixes({ classDecorators }: Decorated): readonly Residual[] {
  const controller = classDecorators.find(({ path }) => path.endsWith('.Controller'));
  const [given] = controller?.args ?? [];
  return pathsOf(given?.k === 'object' ? option(given, 'path') : given);
}

function pathsOf(r: Residual | undefined): readonly Residual[] {
  const texts = listOf(r).filter(isText);
  return texts.length > 0 ? texts : [lit('')];
}

export const nest = defineLibrary({
  package: '@nestjs/common',
  types: { '@nestjs/common.INestApplication': '@nestjs/core.NestFactory.create()' },
  calls: {
    [`@nestjs/common.{${VERBS}}`]: routes,
    '@nestjs/core.NestFactory.create().setGlobalPrefix': (call) => (call.args[0] ? { kind: 'global-prefix', prefix: call.args[0], call } : undefined),
    '@nestjs/core.NestFactory.create().listen': (call) => ({ kind: 'listen', port: call.args[0], call }),
  },
  entries: ENTRIES,
});
