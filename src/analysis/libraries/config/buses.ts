import { defineLibrary } from '../define-library.js';

/** Buses inside the process: what is sent is handled by a class or method of ours, without a broker. */
export const buses = defineLibrary({
  package: '@nestjs/cqrs',
  dispatches: {
    '@nestjs/cqrs.CommandBus().execute': { decorator: '@nestjs/cqrs.CommandHandler', method: 'execute' },
    '@nestjs/cqrs.QueryBus().execute': { decorator: '@nestjs/cqrs.QueryHandler', method: 'execute' },
    '@nestjs/cqrs.EventBus().publish': { decorator: '@nestjs/cqrs.EventsHandler', method: 'handle' },
    '{@nestjs/event-emitter,eventemitter2}.EventEmitter2().{emit,emitAsync}': { decorator: '@nestjs/event-emitter.OnEvent' },
  },
});
