import { z } from 'zod';

import { embedded, type Shape } from '../config.js';
import file from './routes.json' with { type: 'json' };

/** A service that speaks gRPC: which method answers which request. */
export interface GrpcRoute {
  /** File in protos/. */
  readonly proto: string;
  readonly service: string;
  /** `GET /:id` → method; the path is below the prefix. */
  readonly methods: Readonly<Record<string, string>>;
}

/** Everything below `prefix` goes to the service. */
export interface Route {
  readonly name: string;
  readonly prefix: string;
  /** Addresses of its instances on the machine of a developer, with commas. */
  readonly upstreams: string;
  readonly grpc?: GrpcRoute | undefined;
}

const grpc = z.object({ proto: z.string(), service: z.string(), methods: z.record(z.string(), z.string()) });
const route = z.object({ name: z.string(), prefix: z.string().startsWith('/'), upstreams: z.string(), grpc: grpc.optional() });
const schema = z.object({ routes: z.array(route) });

/** The table of routes, as msa keeps it. */
export const routes: readonly Route[] = schema.parse(file).routes;

/** Where the instances of a service are told: `ORDERS_URLS`. */
export function variableOf({ name }: Route): string {
  return `${name.toUpperCase().replaceAll('-', '_')}_URLS`;
}

/** One variable a route; production has to set them all. */
export function upstreamSettings(table: readonly Route[]): Shape {
  return Object.fromEntries(table.map((route) => [variableOf(route), embedded(route.upstreams)]));
}

/** `http://a:1, http://b:1` → both. Throws when one is no address. */
export function addressesOf(text: unknown): readonly string[] {
  return String(text)
    .split(',')
    .map((part) => new URL(part.trim()).origin);
}
