import { defineLibrary, type Row } from '../define-library.js';
import { decoratedRoutes } from './decorators.js';

const NAMES = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'All'];
const paths = (pkg: string, names: readonly string[]): string[] => names.map((name) => `${pkg}.${name}`);
const INVERSIFY = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Method']
  .map((name) => `inversify-express-utils.http${name}`)
  .concat('inversify-express-utils.all');
const DECORATORS = [...paths('routing-controllers', NAMES), ...paths('tsoa', NAMES), ...paths('@tsoa/runtime', NAMES), ...INVERSIFY];

/** Class-based routes on top of express: `@JsonController('/x')`, tsoa's `@Route('x')`, inversify's `@controller('/x')`. */
const routes: Row = (call) =>
  decoratedRoutes(call, {
    controller: /\.(?:JsonController|Controller|Route|controller)$/,
    method: (name) => name.replace(/^http/, '').toUpperCase(),
  });

export const routingControllers = defineLibrary({
  package: 'routing-controllers',
  calls: Object.fromEntries(DECORATORS.map((path) => [path, routes])),
  entries: Object.fromEntries(DECORATORS.map((path) => [path, 'route' as const])),
});
