import type { Unit } from '../../model/deployment.js';
import { isJobName } from '../deployment-files/jobs.js';
import type { ProxyFile } from '../deployment-files/proxy-file.js';
import type { Package } from '../deployment-files/packages.js';
import { below, isInside } from '../deployment-files/paths.js';
import type { Tree } from '../deployment-files/tree.js';
import type { Candidate } from './candidate.js';

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
/** What serves or bundles pages that use no framework. */
const PAGE_SERVERS = [
  'vite',
  'parcel',
  'webpack-dev-server',
  'live-server',
  'lite-server',
  'http-server',
  'serve',
  'browser-sync',
  'snowpack',
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

/** Languages of configuration alone. */
const PROXIES: ReadonlySet<string> = new Set(['nginx', 'kong']);

const has = (dependencies: Unit['dependencies'], list: readonly string[]): boolean =>
  list.some((name) => Object.hasOwn(dependencies, name));

export function isServer(dependencies: Unit['dependencies']): boolean {
  return has(dependencies, SERVER);
}

export function isFrontend(dependencies: Unit['dependencies'], page: boolean): boolean {
  return has(dependencies, FRONTEND) || (page && has(dependencies, PAGE_SERVERS));
}

/** Does something of this kind run by itself? */
export function runs(dependencies: Unit['dependencies'], page: boolean): boolean {
  return isServer(dependencies) || isFrontend(dependencies, page) || has(dependencies, CONSUMER);
}

/** A page that a browser opens first. */
export function hasPage(tree: Tree, folder: string): boolean {
  return ['index.html', 'src/index.html', 'public/index.html', 'app/index.html'].some((name) => tree.has(below(folder, name)));
}

interface Known {
  readonly name: string;
  readonly path: string;
  readonly from: readonly Candidate[];
  /** The package of this very folder. */
  readonly own: Package | undefined;
  readonly language: string;
  /** It holds a page that a browser opens. */
  readonly page: boolean;
  readonly proxies: readonly ProxyFile[];
}

/** What kind of process, from its name, its folder and what it depends on; link refines it by what the code does. */
export function kindOf({ name, path, from, own, language, page, proxies }: Known): Unit['kind'] {
  const dependencies = own?.dependencies ?? {};
  if (isJobName(name) || (from.length > 0 && from.every((c) => c.job === true))) return 'job';
  if (PROXIES.has(language)) return proxies.some(({ file, passes }) => passes.length > 0 && isInside(file, path)) ? 'gateway' : 'frontend';
  if (
    isFrontend(dependencies, page) &&
    (!isServer(dependencies) || /(^|[-_])(web|client|frontend|front|ui|app|portal|admin-ui|dashboard)([-_]|$)/i.test(name))
  )
    return 'frontend';
  if (/(^|[-_])(api-?)?(gateway|gateaway|bff|proxy|ingress|edge)([-_]|$)/i.test(name) || has(dependencies, PROXY)) return 'gateway';
  if (/(^|[-_])(worker|consumer|processor|jobs|cron|scheduler)([-_]|$)/i.test(name) && !isServer(dependencies)) return 'worker';
  return 'service';
}
