import { defineLibrary, type ValueRow } from '../define-library.js';

/** A container is asked by hand: what it has under the token, or an object of the class that is the token. */
const resolved: ValueRow = ({ args: [token], application }) => token && application.provided(token);

/** Containers of objects, apart from what is injected by types and decorators. */
export const containers = defineLibrary({
  package: 'tsyringe',
  types: { '@adonisjs/fold.IocContract': '@adonisjs/fold.Ioc()', '@adonisjs/fold.Container': '@adonisjs/fold.Ioc()' },
  values: {
    '@adonisjs/fold.Ioc().{use,make}': resolved,
    'tsyringe.container.{resolve,resolveAll}': resolved,
    'typedi.Container.{get,getMany}': resolved,
    'inversify.Container().{get,getAsync}': resolved,
    '@nestjs/core.ModuleRef().{get,resolve,create}': resolved,
  },
  callbacks: { '@adonisjs/fold.Ioc().{singleton,bind}': { args: [1], when: 'immediate', params: ['@adonisjs/fold.Ioc()'] } },
});
