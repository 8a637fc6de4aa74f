import type { Unit } from '../../model/deployment.js';

type Dependencies = Unit['dependencies'];

/** `react` alone makes e-mails too. */
const FRONTEND = [
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
  '@loopback/rest',
  'loopback',
  '@adonisjs/core',
  '@strapi/strapi',
  '@midwayjs/core',
  '@tsed/common',
  'sails',
  'egg',
  'h3',
  'nitropack',
  'elysia',
  'mercurius',
  'routing-controllers',
  '@nestjs/microservices',
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
/** What opens a store of data. */
const DATA = [
  'mongodb',
  'mongoose',
  'pg',
  'mysql',
  'mysql2',
  'mssql',
  'oracledb',
  'sqlite3',
  'better-sqlite3',
  'typeorm',
  'sequelize',
  'knex',
  'objection',
  '@prisma/client',
  'drizzle-orm',
  'kysely',
  '@mikro-orm/core',
  'cassandra-driver',
  'neo4j-driver',
];
/** Makes pages out of texts: nobody calls them. */
const DOCUMENTATION = ['@docusaurus/core', 'vitepress', 'vuepress', 'nextra', '@storybook/core', 'typedoc', 'mintlify'];

function has(dependencies: Dependencies, list: readonly string[]): boolean {
  return list.some((name) => Object.hasOwn(dependencies, name));
}

export function isServer(dependencies: Dependencies): boolean {
  return has(dependencies, SERVER);
}

export function isFrontend(dependencies: Dependencies): boolean {
  return has(dependencies, FRONTEND);
}

/** Serves or bundles pages that use no framework. */
export function servesPages(dependencies: Dependencies): boolean {
  return has(dependencies, PAGE_SERVERS);
}

export function isProxy(dependencies: Dependencies): boolean {
  return has(dependencies, PROXY);
}

export function hasData(dependencies: Dependencies): boolean {
  return has(dependencies, DATA);
}

export function isDocumentation(dependencies: Dependencies): boolean {
  return has(dependencies, DOCUMENTATION);
}

/** Does something that uses these run by itself? */
export function runs(dependencies: Dependencies): boolean {
  return isServer(dependencies) || isFrontend(dependencies) || has(dependencies, CONSUMER);
}
