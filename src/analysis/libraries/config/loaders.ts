import { defineLibrary } from '../define-library.js';

/** What runs files because of where they lie, or imports them in files that are not read: that no code imports them says nothing. */
export const loaders = defineLibrary({
  package: '@fastify/autoload',
  loaders: [
    ...['next', 'nuxt', 'nitropack', 'nitro', 'vinxi', 'astro', 'gatsby', '@sveltejs/kit', '@redwoodjs/api', '@angular/core'],
    ...['@remix-run/node', '@remix-run/serve', '@react-router/dev', '@react-router/serve', '@tanstack/react-start', 'vike'],
    ...['@strapi/strapi', 'strapi', '@adonisjs/core', '@midwayjs/core', 'egg', 'sails', 'thinkjs', '@loopback/boot', 'meteor-node-stubs'],
    ...['@fastify/autoload', 'fastify-autoload', 'moleculer', 'awilix', '@medusajs/medusa', '@feathersjs/cli', 'payload', 'platformatic'],
    ...['vue', 'svelte', 'ember-source', 'marko', 'riot', 'aurelia'],
    ...['consign', 'express-load', 'include-all', 'require-all', 'require-dir', 'require-directory', 'requireindex', 'importx', 'umzug'],
    ...['glob', 'fast-glob', 'globby', 'tinyglobby', 'tiny-glob', 'express-file-routing', 'express-openapi', 'oclif', '@oclif/core'],
    ...['serverless', 'aws-lambda', '@types/aws-lambda', 'firebase-functions', '@google-cloud/functions-framework', '@azure/functions'],
    ...['@netlify/functions', '@vercel/node', 'wrangler', 'sst', 'aws-cdk-lib', 'swagger-node-runner', 'swagger-tools'],
  ],
});
