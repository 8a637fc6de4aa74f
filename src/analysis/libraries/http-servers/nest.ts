import type { Decorated, ExternalCall, Program } from '../../../model/program.js';
import { isKnown, lit, template, type Residual } from '../../../model/residual.js';
import { defineLibrary, type Row } from '../define-library.js';
import { ofProgram } from '../of-program.js';
import { onEach } from '../rows.js';
import { isText, listOf, option } from '../select.js';
import { decoratedRoutes, joined } from './decorators.js';

const PKG = '@nestjs/common';
const VERBS = 'Get,Post,Put,Patch,Delete,Options,Head,All,Search,Sse';
const ROUTER_MODULE = '@nestjs/core.RouterModule';
const FACTORY = '@nestjs/core.NestFactory';
const APP = [`${FACTORY}.create()`];

const routes: Row = (call, program) => {
  if (isWithoutHttp(program)) return [];
  return decoratedRoutes(call, {
    controller: /^@nestjs\/common\.Controller$/,
    method: (name) => (name === 'Sse' ? 'GET' : name.toUpperCase()),
    before: (at) => fronts(versions(at, program), modulePaths(at, program)),
  });
};

/** What listens to messages alone has routes in its controllers that nobody can ask. */
const isWithoutHttp = ofProgram(({ calls }) => {
  const made = new Set(calls.flatMap(({ path }) => (path.startsWith(`${FACTORY}.create`) ? path : [])));
  return made.has(`${FACTORY}.createMicroservice`) && !made.has(`${FACTORY}.create`);
});

/** A version stands before the path of the module. */
function fronts(first: readonly Residual[], second: readonly Residual[]): readonly Residual[] {
  if (first.length === 0 || second.length === 0) return [...first, ...second];
  return first.flatMap((version) => second.map((path) => template([version, lit('/'), path])));
}

/** `RouterModule.register([{ path: 'admin', module: AdminModule, children }])`: a path for all controllers of a module. */
function modulePaths({ decorates }: { readonly decorates: Decorated }, program: Program): readonly Residual[] {
  const trees = moduleTrees(program);
  if (trees.length === 0) return [];
  const modules = program.classes.filter(({ decorators }) =>
    decorators.some(({ path, args }) => path === `${PKG}.Module` && hasClass(option(args[0], 'controllers'), decorates.cls)),
  );
  return trees
    .flatMap((tree) => pathsIn(tree, lit('')))
    .flatMap(({ path, module }) => (modules.some(({ cls }) => cls.hash === module.hash) ? path : []));
}

const moduleTrees = ofProgram(({ calls }) =>
  calls.filter(({ path }) => path.startsWith(`${ROUTER_MODULE}.`)).flatMap(({ args }) => listOf(args[0])),
);

function hasClass(list: Residual | undefined, cls: Residual): boolean {
  return listOf(list).some((one) => one.hash === cls.hash);
}

interface ModulePath {
  readonly module: Residual;
  readonly path: Residual;
}

/** Children have the path of their parent; a child that is only a module has no more. */
function pathsIn(tree: Residual, above: Residual): readonly ModulePath[] {
  if (tree.k === 'class') return [{ module: tree, path: above }];
  const [own, module] = [option(tree, 'path'), option(tree, 'module')];
  const path = own ? joined([above, own]) : above;
  return [...(module ? [{ module, path }] : []), ...listOf(option(tree, 'children')).flatMap((child) => pathsIn(child, path))];
}

/** `app.enableVersioning()` of type URI puts `v1` before the controller's path; other types leave the path alone. */
function versions({ decorates }: { readonly decorates: Decorated }, program: Program): readonly Residual[] {
  const enabled = versioning(program);
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

const versioning = ofProgram(({ calls }) => calls.find(({ path }) => path.endsWith('.enableVersioning')));

/** `@Version('2')` on the method, else on its class. */
function methodVersion({ cls, member, classDecorators }: Decorated, program: Program): Residual | undefined {
  const own = versionsOfMethods(program).find(({ decorates }) => decorates?.member === member && decorates?.cls.hash === cls.hash);
  return (own ?? classDecorators.find(({ path }) => path === `${PKG}.Version`))?.args[0];
}

const versionsOfMethods = ofProgram(({ calls }) => calls.filter(({ path }) => path === `${PKG}.Version`));

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
    // Read by `isWithoutHttp`, `versions` and `modulePaths`.
    [`${FACTORY}.create`]: () => undefined,
    [`${PKG}.Version`]: () => undefined,
    [`${ROUTER_MODULE}.{register,forRoutes}`]: () => undefined,
    ...onEach(APP, 'enableVersioning', () => undefined),
    ...onEach(APP, 'setGlobalPrefix', globalPrefix),
    ...onEach(APP, '{listen,listenAsync}', listens),
  },
  entries: Object.fromEntries(VERBS.split(',').map((verb) => [`${PKG}.${verb}`, 'route' as const])),
});
