import type { Unit } from '../../model/deployment.js';

const FRONTEND = [
  'react',
  'react-dom',
  'vue',
  '@angular/core',
  'svelte',
  'next',
  'nuxt',
  '@sveltejs/kit',
  'solid-js',
  'preact',
  'gatsby',
  'react-native',
  'expo',
  '@builder.io/qwik',
  'astro',
  'react-scripts',
  '@stencil/core',
];
const SERVER = [
  'express',
  'fastify',
  '@nestjs/core',
  'koa',
  '@hapi/hapi',
  'hapi',
  'restify',
  'hono',
  '@hono/node-server',
  'polka',
  'moleculer',
  '@grpc/grpc-js',
  'apollo-server',
  'apollo-server-express',
  '@apollo/server',
  'graphql-yoga',
  '@apollo/gateway',
  'micro',
  '@feathersjs/feathers',
  'seneca',
];
const CONSUMER = [
  'amqplib',
  'kafkajs',
  'bullmq',
  'bull',
  'node-nats-streaming',
  'nats',
  'ioredis',
  'redis',
  'mqtt',
  'sqs-consumer',
  'ws',
  'socket.io',
  'node-cron',
  'discord.js',
  'telegraf',
];
const PROXY = [
  'http-proxy-middleware',
  'express-http-proxy',
  'http-proxy',
  '@fastify/http-proxy',
  'express-gateway',
  'fast-gateway',
  '@apollo/gateway',
];

const has = (dependencies: Unit['dependencies'], list: readonly string[]): boolean =>
  list.some((name) => Object.hasOwn(dependencies, name));

export function isServer(dependencies: Unit['dependencies']): boolean {
  return has(dependencies, SERVER);
}

export function isFrontend(dependencies: Unit['dependencies']): boolean {
  return has(dependencies, FRONTEND);
}

/** Does something of this kind run by itself? */
export function runs(dependencies: Unit['dependencies']): boolean {
  return isServer(dependencies) || isFrontend(dependencies) || has(dependencies, CONSUMER);
}

/** What kind of process, from its name, its folder and what it depends on; link refines it by what the code does. */
export function kindOf(name: string, dependencies: Unit['dependencies'], command: string): Unit['kind'] {
  if (
    /(^|[-_/])(migrations?|migrator|migrate|seed(er|s|ing)?|init|setup|load-?(gen(erator)?|test)|db-init|e2e|bootstrap)([-_/]|$)/i.test(
      name,
    ) ||
    /\b(migrate|migration:run|seed)\b(?!.*&&.*(start|node))/.test(command)
  )
    return 'job';
  if (
    isFrontend(dependencies) &&
    (!isServer(dependencies) || /(^|[-_])(web|client|frontend|front|ui|app|portal|admin-ui|dashboard)([-_]|$)/i.test(name))
  )
    return 'frontend';
  if (/(^|[-_])(api-?)?(gateway|gateaway|bff|proxy|ingress|edge)([-_]|$)/i.test(name) || has(dependencies, PROXY)) return 'gateway';
  if (/(^|[-_])(worker|consumer|processor|jobs|cron|scheduler)([-_]|$)/i.test(name) && !isServer(dependencies)) return 'worker';
  return 'service';
}
